// What this device keeps: tokens, secrets of slips, drafts. On a shared device only until the window closes.

const PREFIX = 'drieslag.anonymous.'

const place = () => (document.documentElement.dataset.device === 'shared' ? sessionStorage : localStorage)

export function kept(...name) {
  try {
    return JSON.parse(place().getItem(PREFIX + name.join('.')))
  } catch {
    return null
  }
}

export const keep = (value, ...name) => place().setItem(PREFIX + name.join('.'), JSON.stringify(value))
export const drop = (...name) => place().removeItem(PREFIX + name.join('.'))

/** Only one tab at a time does what two must not do both. */
export const alone = work => (globalThis.navigator?.locks ? navigator.locks.request('drieslag-anonymous', work) : work())
