// What stays on the device: drafts and what waits to be sent. Kept per person, and not at all on a shared device.

const prefix = 'drieslag:'
const sharedKey = prefix + 'shared'
const memory = new Map()

const owner = () => document.body.dataset.owner ?? ''

export const isShared = form =>
  document.documentElement.dataset.device === 'shared' || Boolean(form?.hasAttribute('data-shared-device')) ||
  disk()?.getItem(sharedKey) === '1'

function disk() {
  try { return globalThis.localStorage } catch { return null }
}

/** A shared device keeps what is typed only while the page is open. */
const place = form => (isShared(form) ? null : disk())

const nameOf = key => `${prefix}${owner()}:${key}`

export function read(key, form) {
  const kept = place(form)?.getItem(nameOf(key)) ?? memory.get(nameOf(key))
  return kept ? JSON.parse(kept) : null
}

/** Returns whether it outlives the page. */
export function write(key, value, form) {
  const kept = JSON.stringify(value)
  try {
    const disk = place(form)
    if (disk) { disk.setItem(nameOf(key), kept); return true }
  } catch { /* full, or closed by the browser: keep it with the page */ }
  memory.set(nameOf(key), kept)
  return false
}

export function drop(key) {
  disk()?.removeItem(nameOf(key))
  memory.delete(nameOf(key))
}

const unsent = /^drieslag\.anonymous\.(answers|draft|code)\b/ // of nobody in particular, and typed by who leaves now

const ours = () => Object.keys(disk() ?? {}).filter(name => name.startsWith(prefix) && name !== sharedKey)

/** At sign-out everything goes. */
export function dropAll() {
  for (const name of [...ours(), ...Object.keys(disk() ?? {}).filter(name => unsent.test(name))]) disk().removeItem(name)
  memory.clear()
}

/** Whoever signs in on this device next finds nothing of who was here before, and sends nothing of theirs. */
export function dropOthers() {
  if (!owner()) return
  for (const name of ours()) if (!name.startsWith(`${prefix}${owner()}:`)) disk().removeItem(name)
}

/** What was said at sign-in holds for other scripts too. */
export function tellShared() {
  if (isShared()) document.documentElement.dataset.device = 'shared'
}

export function markShared(shared) {
  if (shared) { dropAll(); disk()?.setItem(sharedKey, '1') } else disk()?.removeItem(sharedKey)
}
