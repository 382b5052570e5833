// A form with data-outbox never loses what was handed in: it is sent once, and waits on the device where it cannot be.

import htmx from 'htmx.org/dist/htmx.esm.js'
import { forget, isTouched, keep, ours, tell } from './drafts.js'
import { notice, pageToken, sentenceIn } from './requests.js'
import { drop, read, write } from './store.js'
import { announce, clock, text } from './texts.js'

const QUEUE = 'queue'
const PATIENCE = 15_000
const AGAIN = 10_000
let flushing = false

const waiting = () => read(QUEUE) ?? []
const keepQueue = entries => (entries.length ? write(QUEUE, entries) : drop(QUEUE))
const formOf = entry => [...document.querySelectorAll('form[data-outbox]')].find(form => form.dataset.draftKey === entry.draftKey && form.action === entry.action)

/** Each text that is composed has a key of its own; the server takes it once, however often it arrives. */
export function giveKey(form) {
  let field = form.elements.namedItem('client_key')
  if (!field) {
    field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'client_key' })
    form.append(field)
  }
  if (!field.value) field.value = newKey()
}

/** randomUUID is there on HTTPS and localhost only; a room's own network has neither. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function entryOf(form, submitter) {
  const pairs = [...new FormData(form, submitter)].filter(([, value]) => typeof value === 'string')
  const { draftKey, target = '', swap = '' } = form.dataset
  return { key: form.elements.namedItem('client_key').value, action: form.action, pairs, draftKey, target, swap, at: Date.now() }
}

/** Send one entry. Returns the answer, or null where the server could not be reached or was not able. */
async function post(entry) {
  const body = new URLSearchParams(entry.pairs)
  const token = pageToken()
  if (token) body.set('csrfmiddlewaretoken', token)
  try {
    const answer = await fetch(entry.action, {
      method: 'POST', body, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE),
      headers: { 'HX-Request': 'true', Accept: 'text/html', ...(token ? { 'X-CSRFToken': token } : {}) },
    })
    if (answer.status >= 500) return null
    return { status: answer.status, redirected: answer.redirected, url: answer.url, go: answer.headers.get('HX-Redirect'), html: await answer.text() }
  } catch { return null }
}

const wantsSignIn = answer => {
  const { signIn } = document.body.dataset
  return answer.status === 401 || (answer.redirected && signIn && new URL(answer.url).pathname === signIn)
}

async function show(entry, form, html) {
  const target = entry.target && document.querySelector(entry.target)
  if (!html.trim() || (!target && !html.includes('hx-partial'))) return
  const style = entry.swap || 'innerHTML'
  await htmx.swap({ text: html, target: target ?? form, swap: target ? style : 'none', sourceElement: form ?? document.body })
}

/** Deal with an answer. Returns whether the entry is done with. */
async function settle(entry, answer, handedIn) {
  const form = handedIn?.isConnected ? handedIn : formOf(entry)
  if (wantsSignIn(answer)) return refuse(entry, form, text('signed_out'), false)
  if (answer.status < 300) {
    received(entry, form)
    if (answer.go || answer.redirected) location.assign(answer.go ?? answer.url)
    else await show(entry, form, answer.html)
    document.dispatchEvent(new CustomEvent('drieslag:received', { detail: entry }))
    return true
  }
  const target = entry.target && document.querySelector(entry.target)
  if (answer.status === 422 && form && target?.contains(form)) { await show(entry, form, answer.html); return true }
  return refuse(entry, form, sentenceIn(answer.html), true)
}

function refuse(entry, form, sentence, done) {
  if (form) tell(form, sentence, 'refused')
  else notice(sentence, ownWords(entry).join(' · '))  // the step went on and took its form along
  announce(sentence)
  return done
}

const plain = words => words.replaceAll('\r\n', '\n')

/** What was typed while a text was under way is the beginning of the next. */
function typedSince(entry, form) {
  const sent = new Map(entry.pairs)
  return [...form.querySelectorAll('textarea[name]')].flatMap(control => {
    const before = plain(sent.get(control.name) ?? '')
    if (control.value === before) return []
    return [[control, control.value.startsWith(before) ? control.value.slice(before.length).trimStart() : control.value]]
  })
}

/** Make the form ready for the next text, with a key of its own; nothing that was typed meanwhile goes. */
function renew(entry, form) {
  const rest = typedSince(entry, form)
  forget(form)
  if (!form.hasAttribute('data-keep')) {
    form.reset()
    for (const [control, words] of rest) control.value = words
  }
  form.elements.namedItem('client_key').value = newKey()
  if (rest.length) keep(form)
}

function received(entry, form) {
  drop(`draft:${entry.draftKey}`)
  if (!form) return
  if (form.elements.namedItem('client_key')?.value !== entry.key) return
  renew(entry, form)
  tell(form, text('received', { time: clock() }), 'received')
  for (const control of form.elements) control.dispatchEvent(ours())
}

/** A text that could not be sent moves out of the form, so that one can write on; it stays in sight until it is received. */
function putAside(entry, form) {
  const kept = keepQueue([...waiting().filter(other => other.key !== entry.key), entry])
  renew(entry, form)
  tell(form, text('queued', { time: clock() }), 'waiting')
  announce(text('queued', { time: clock() }))
  showWaiting(form)
  return kept
}

const ownPairs = entry => entry.pairs.filter(([name]) => !['csrfmiddlewaretoken', 'client_key'].includes(name))
const ownWords = entry => ownPairs(entry).map(([, value]) => value).filter(Boolean)

/** The list under a form of what it still has to send. */
export function showWaiting(form) {
  const own = waiting().filter(entry => entry.draftKey === form.dataset.draftKey && entry.action === form.action)
  let list = form.nextElementSibling?.matches('[data-waiting]') ? form.nextElementSibling : null
  if (!own.length) return list?.remove()
  if (!list) {
    list = Object.assign(document.createElement('ul'), { className: 'ds-waiting stack-s plain' })
    list.dataset.waiting = ''
    form.after(list)
  }
  list.replaceChildren(...own.map(entry => {
    const row = Object.assign(document.createElement('li'), { className: 'ds-mine' })
    const words = Object.assign(document.createElement('p'), { className: 'voice', textContent: ownWords(entry).join(' · ') })
    const when = Object.assign(document.createElement('p'), { className: 'ds-kept', textContent: text('queued', { time: clock(new Date(entry.at)) }) })
    row.append(words, when)
    row.dataset.state = 'waiting'
    return row
  }))
}

/** Send what is in the form. A press while a text is under way counts for what was typed since. */
export async function send(form, submitter) {
  if ('sending' in form.dataset) { form.dataset.again = ''; return }
  giveKey(form)
  const entry = entryOf(form, submitter)
  form.dataset.sending = ''
  tell(form, text('sending'), 'sending')
  let answer = null
  try {
    answer = navigator.onLine ? await post(entry) : null
    if (answer) await settle(entry, answer, form)
    else putAside(entry, form)
  } finally { delete form.dataset.sending }
  const again = 'again' in form.dataset
  delete form.dataset.again
  if (again && form.isConnected && isTouched(form) && (!answer || answer.status < 300)) await send(form, submitter)
}

/** Send what waits, in order. What is refused comes back into its form, where that is empty, with the sentence. */
export async function flush() {
  if (flushing || !navigator.onLine || !waiting().length || !document.body.dataset.owner) return
  flushing = true
  try {
    for (const entry of waiting()) {
      const answer = await post(entry)
      if (!answer) return
      const form = formOf(entry)
      if (!(await settle(entry, answer, form))) return
      keepQueue(waiting().filter(other => other.key !== entry.key))
      if (answer.status >= 300) comeBack(entry, form)
      if (form) showWaiting(form)
    }
  } finally { flushing = false }
}

function comeBack(entry, form) {
  const values = Object.fromEntries(ownPairs(entry))
  if (!form) return write(`draft:${entry.draftKey}`, { values, served: Object.fromEntries(Object.keys(values).map(name => [name, ''])), at: entry.at })
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements.namedItem(name)
    if (control && 'value' in control && !control.value) control.value = value
  }
}

export function watchOutbox() {
  document.addEventListener('submit', event => {
    const form = event.target.closest('form[data-outbox]')
    if (!form || event.defaultPrevented) return
    event.preventDefault()
    send(form, event.submitter)
  })
  addEventListener('online', flush)
  document.addEventListener('htmx:sse:after:connection', flush)
  setInterval(flush, AGAIN)
}

export function prepareOutbox(root) {
  for (const form of root.querySelectorAll('form[data-outbox]')) { giveKey(form); showWaiting(form) }
}
