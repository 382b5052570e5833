// Forms and buttons that act for nobody. The attributes are described in docs/anonymous-pages.md.

import { drop, keep, kept } from './keeping.js'
import { Refused, change, handIn, ownSlips, sendWaiting, setReady, withdraw } from './slips.js'
import { holderHere, isElsewhere, tokenOf } from './tokens.js'

const FORMS = 'form[data-anonymous]'

function say(form, name, fallback = '') {
  const status = form.querySelector('[data-anonymous-status]')
  if (status) status.textContent = form.dataset[`say${name}`] ?? fallback
}

/** Where the form stands: `ready`, `waiting` for its token, `no-token`, or what became of it. Other scripts may listen. */
function put(form, state, detail = {}) {
  form.dataset.state = state
  form.dispatchEvent(new CustomEvent('drieslag:state', { bubbles: true, detail: { state, ...detail } }))
}

const isAnswer = form => form.dataset.anonymous === 'answer'

let asked = false

/** Only once all tokens were asked for can it be said that one is not here. */
export function tokensAsked(root) {
  asked = true
  root.querySelectorAll(FORMS).forEach(prepareForm)
}

/** Let the form be used when the device has its token; say why not otherwise. There is no other way in. */
export function prepareForm(form) {
  const { round, box } = form.dataset
  const has = Boolean(tokenOf(round))
  const own = ownSlips(box).filter(slip => slip.round === round)
  const full = isAnswer(form) && own.length > 0
  const waits = own.some(slip => slip.waiting !== undefined)
  form.querySelectorAll('[data-anonymous-fields]').forEach(fields => (fields.disabled = !has || full || tooMany(form)))
  restoreDraft(form)
  showOwn(form)
  if (!has) without(form)
  else if (full) (say(form, waits ? 'Offline' : 'Already'), put(form, waits ? 'offline' : 'already'))
  else (form.dataset.state === 'waiting' && say(form, 'Nothing'), put(form, 'ready'))
  if (has) sendWaiting(box).then(receipt => receipt && received(form, receipt), error => refused(form, error))
}

/** Without a token: it lies elsewhere, or there was no way to ask for it yet. */
function without(form) {
  if (!asked) return
  const elsewhere = isElsewhere(form.dataset.round) || !form.dataset.sayNotYet
  say(form, elsewhere ? 'NoToken' : 'NotYet')
  put(form, elsewhere ? 'no-token' : 'waiting')
}

function tooMany(form) {
  const most = Number(form.dataset.maxEach ?? 0)
  return form.dataset.anonymous === 'slips' && most > 0 && ownSlips(form.dataset.box).length >= most
}

/** One text for a slip; for an answer all named fields, in order of their names, unless a script reads the form itself. */
function contents(form) {
  const asking = new CustomEvent('drieslag:read', { detail: {} })
  form.dispatchEvent(asking)
  if (asking.detail.text !== undefined) return asking.detail.text
  const data = new FormData(form)
  if (form.dataset.anonymous === 'slips') return String(data.get('text') ?? '')
  const names = [...new Set(data.keys())].sort()
  const values = names.map(name => [name, data.getAll(name).length > 1 ? data.getAll(name) : data.get(name)])
  return JSON.stringify(Object.fromEntries(values))
}

async function submit(form) {
  const fields = form.querySelector('[data-anonymous-fields]')
  const text = contents(form)
  if (!text.trim() || fields?.disabled) return
  if (fields) fields.disabled = true // a double press hands in once
  try {
    const receipt = await handIn(form.dataset.round, form.dataset.box, text, { final: isLong(form) })
    if (receipt === 'no-token') say(form, 'NoToken')
    else received(form, receipt)
  } catch (error) {
    if (error instanceof Refused) refused(form, error)
    else received(form, 'offline') // it waits in the list of one's own slips, and is sent from there
  }
}

/** A questionnaire: its own script keeps its draft and shows its receipt. */
const isLong = form => form.hasAttribute('data-questionnaire')

/** What was typed stays where it is, also when it waited here and is refused only now. */
function refused(form, error) {
  if (!(error instanceof Refused)) return
  const fields = form.querySelector('[data-anonymous-fields]')
  if (fields) fields.disabled = false
  const area = isAnswer(form) ? null : form.elements.namedItem('text')
  if (area && !area.value) area.value = error.text ?? ''
  say(form, 'Refused', error.message)
  put(form, 'refused', { reason: error.message, item: error.item })
  showOwn(form)
}

const WORDS = { received: 'Received', already: 'Already', offline: 'Offline' }

/** The receipt: what was written leaves the device. An answer that still waits may yet be refused, and stays. */
function received(form, receipt) {
  if (receipt !== 'offline' || !isLong(form)) empty(form)
  say(form, WORDS[receipt])
  const fields = form.querySelector('[data-anonymous-fields]')
  if (fields) fields.disabled = isAnswer(form) || tooMany(form)
  showOwn(form)
  put(form, receipt)
}

function empty(form) {
  drop('draft', form.dataset.box)
  form.reset()
}

/** A line for each slip of this device, with its two buttons. */
function showOwn(form) {
  const list = form.querySelector('[data-anonymous-own]')
  const template = form.querySelector('template[data-anonymous-slip]')
  if (!list || !template) return
  const { round, box } = form.dataset
  list.replaceChildren(...ownSlips(box).map((slip, at) => {
    const line = template.content.cloneNode(true).firstElementChild
    line.querySelector('[data-slip-text]').textContent = slip.waiting ?? `${form.dataset.saySlip ?? ''} ${at + 1}`
    line.querySelector('[data-slip-withdraw]')?.addEventListener('click', () => act(form, () => withdraw(round, box, slip)))
    line.querySelector('[data-slip-change]')?.addEventListener('click', () =>
      act(form, () => change(round, box, slip, String(new FormData(form).get('text') ?? '')), true))
    return line
  }))
}

async function act(form, doing, clears = false) {
  try {
    await doing()
    if (clears) empty(form)
    say(form, 'Received')
  } catch (error) {
    say(form, error instanceof Refused ? 'Refused' : 'Offline', error instanceof Refused ? error.message : '')
  }
  prepareForm(form)
}

const keepDraft = form => isLong(form) || keep([...new FormData(form)].map(([name, value]) => [name, String(value)]), 'draft', form.dataset.box)

/** Put back what was typed before; what is in the page already is left alone. */
function restoreDraft(form) {
  if (isLong(form)) return
  for (const [name, value] of kept('draft', form.dataset.box) ?? []) {
    const control = form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`)
    const area = form.elements.namedItem(name)
    if (control?.matches('[type=radio], [type=checkbox]')) control.checked = true
    else if (area && 'value' in area && !area.value) area.value = value
  }
}

async function toggleReady(button) {
  const ready = button.getAttribute('aria-pressed') !== 'true'
  await setReady(button.dataset.round, button.dataset.box, ready)
  button.setAttribute('aria-pressed', String(ready))
  keep(ready, 'ready', button.dataset.box)
}

/** A button to take back an opened slip shows only on the device that wrote it. */
function prepareRecall(button) {
  const slip = ownSlips(button.dataset.box).find(one => one.mark === button.dataset.anonymousRecall)
  button.hidden = !slip
  if (slip) button.onclick = () => withdraw(button.dataset.round, button.dataset.box, slip).then(() => (button.hidden = true), () => {})
}

function prepareReady(button) {
  button.setAttribute('aria-pressed', String(kept('ready', button.dataset.box) === true))
  button.disabled = !tokenOf(button.dataset.round)
}

/** Only this device knows that its owner answered: what says so shows, and what asks goes. */
function prepareAnswered(part) {
  if (kept('answered', holderHere(), part.dataset.answered) !== true) return
  part.querySelectorAll('[data-answered-yes]').forEach(one => (one.hidden = false))
  part.querySelectorAll('[data-answered-no]').forEach(one => (one.hidden = true))
}

const WAYS = { [FORMS]: prepareForm, '[data-anonymous-ready]': prepareReady, '[data-anonymous-recall]': prepareRecall, '[data-answered]': prepareAnswered }

/** Prepare what stands in the page and what is put in it later. */
export function watch(root) {
  const prepareIn = part => {
    for (const [selector, prepareOne] of Object.entries(WAYS)) {
      if (part.matches?.(selector)) prepareOne(part)
      part.querySelectorAll?.(selector).forEach(prepareOne)
    }
  }
  root.addEventListener('submit', event => {
    if (event.target.matches(FORMS)) (event.preventDefault(), submit(event.target))
  })
  root.addEventListener('input', event => event.target.form?.matches(FORMS) && keepDraft(event.target.form))
  root.addEventListener('click', event => {
    const button = event.target.closest?.('[data-anonymous-ready]')
    if (button) toggleReady(button).catch(() => {})
  })
  root.addEventListener('drieslag:token', () => prepareIn(root))
  new MutationObserver(changes => changes.forEach(({ addedNodes }) => addedNodes.forEach(prepareIn)))
    .observe(root.body, { childList: true, subtree: true })
  prepareIn(root)
}
