// A questionnaire that nobody in particular fills in: its draft lies on this device, and it is read as one text.

import { drop, keep, kept } from '../anonymous/keeping.js'
import { holderHere } from '../anonymous/tokens.js'

const FINAL = ['received', 'already', 'offline', 'no-token']

export function beAnonymous(sheet) {
  const { form } = sheet
  const round = form.dataset.sheet
  const store = () => {
    if (FINAL.includes(form.dataset.state)) return
    try { keep(sheet.draft, 'answers', holderHere(), round) } catch { /* no room on the device: then it lasts as long as the page */ }
  }
  sheet.fill(kept('answers', holderHere(), round))
  sheet.changed = store
  form.addEventListener('drieslag:read', event => (event.detail.text = JSON.stringify(sheet.answers)))
  form.addEventListener('drieslag:state', event => show(sheet, event.detail))
  document.addEventListener('submit', event => {
    if (event.target !== form || sheet.isFine()) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }, { capture: true })
  addEventListener('pagehide', store)
  if (form.dataset.state) show(sheet, { state: form.dataset.state })
}

/** Show what became of it in place of the questions. */
function show(sheet, { state, reason = '', item = '' }) {
  const { form } = sheet
  const round = form.dataset.sheet
  if (state === 'received' || state === 'already') {
    drop('answers', holderHere(), round)
    keep(true, 'answered', holderHere(), round)
  }
  if (state === 'refused') return refused(sheet, reason, item)
  document.querySelectorAll('[data-became]').forEach(part => (part.hidden = part.dataset.became !== state))
  const over = FINAL.includes(state)
  document.querySelectorAll('[data-while-open]').forEach(part => (part.hidden = over))
  if (over) document.querySelector(`[data-became="${state}"]`)?.focus()
}

/** What was typed stays; the sentence stands beside its question where there is one. */
function refused(sheet, reason, key) {
  document.querySelectorAll('[data-became]').forEach(part => (part.hidden = true))
  document.querySelectorAll('[data-while-open]').forEach(part => (part.hidden = false))
  const item = sheet.byKey.get(key)
  if (item) {
    item.tell(reason)
    sheet.goTo(item)
  }
  sheet.summary(item ? sheet.say('openOne', { count: 1 }) : `${reason} ${sheet.say('stays')}`)
}

/** On the page of a round that is over: what one wrote and did not hand in can still be copied. */
export function showLeftOver() {
  const part = document.querySelector('[data-left-over]')
  const round = part?.dataset.leftOver
  const texts = part ? kept('answers', holderHere(), round)?.texts ?? [] : []
  if (!texts.length) return
  part.hidden = false
  part.querySelector('ul').replaceChildren(...texts.map(words => Object.assign(document.createElement('li'), { className: 'voice', textContent: words })))
  part.querySelector('[data-left-over-drop]').addEventListener('click', () => {
    drop('answers', holderHere(), round)
    part.hidden = true
  })
}
