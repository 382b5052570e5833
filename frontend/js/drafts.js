// What is typed stays on the device until the server says it has it.

import { drop, read, write } from './store.js'
import { clock, text } from './texts.js'

const typed = 'textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])'
const drafted = 'form[data-draft-key]:not([data-anonymous])'  // anonymous drafts are kept by their own script
const timers = new WeakMap()

export const draftKey = form => `draft:${form.dataset.draftKey}`

/** The line in the form that says what became of the text. */
export function tell(form, sentence, state = '') {
  let line = form.querySelector('[data-kept]')
  if (!line && !sentence) return
  if (!line) {
    line = document.createElement('p')
    line.dataset.kept = ''
    line.className = 'ds-kept'
    line.setAttribute('role', 'status')
    form.append(line)
  }
  line.textContent = sentence
  line.dataset.state = state
}

/** Tells other scripts that a field changed by our hand, not by typing. */
export const ours = () => new CustomEvent('input', { bubbles: true, detail: { ours: true } })

const controls = form => [...form.querySelectorAll(typed)].filter(control => control.name && !control.hasAttribute('data-no-draft'))
const isMark = control => control.type === 'checkbox' || control.type === 'radio'
const valueOf = control => (isMark(control) ? control.checked : control.value)
const servedValue = control =>
  isMark(control) ? control.defaultChecked
    : control instanceof HTMLSelectElement ? [...control.options].find(option => option.defaultSelected)?.value ?? control.options[0]?.value
      : control.defaultValue
const nameOf = control => (isMark(control) ? `${control.name}=${control.value}` : control.name)

export const isTouched = form => controls(form).some(control => valueOf(control) !== servedValue(control))

export function keep(form) {
  if (!isTouched(form)) return drop(draftKey(form))
  const values = Object.fromEntries(controls(form).map(control => [nameOf(control), valueOf(control)]))
  const served = Object.fromEntries(controls(form).map(control => [nameOf(control), servedValue(control)]))
  if (write(draftKey(form), { values, served, at: Date.now() }, form)) tell(form, text('kept_here', { time: clock() }), 'here')
}

/** Put a draft back where the page still holds what it held when the draft was typed. */
export function restore(form) {
  const draft = read(draftKey(form), form)
  if (!draft || isTouched(form)) return
  for (const control of controls(form)) {
    const name = nameOf(control)
    if (!(name in draft.values) || servedValue(control) !== draft.served[name]) continue
    if (isMark(control)) control.checked = draft.values[name]
    else control.value = draft.values[name]
    control.dispatchEvent(ours())
  }
  if (isTouched(form)) tell(form, text('kept_here', { time: clock(new Date(draft.at)) }), 'here')
}

export function forget(form) {
  clearTimeout(timers.get(form))
  drop(draftKey(form))
}

function flush() {
  for (const form of document.querySelectorAll(drafted)) if (timers.has(form)) { clearTimeout(timers.get(form)); timers.delete(form); keep(form) }
}

export function watchDrafts() {
  document.addEventListener('input', event => {
    const form = event.target.closest?.(drafted)
    if (!form || event.detail?.ours) return
    clearTimeout(timers.get(form))
    timers.set(form, setTimeout(() => { timers.delete(form); keep(form) }, 300))
  })
  addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', () => document.hidden && flush())
}

/** Drafts whose text the server says it has, and those to put back. */
export function prepareDrafts(root) {
  for (const mark of root.querySelectorAll('[data-received]')) drop(`draft:${mark.dataset.received}`)
  for (const form of root.querySelectorAll(drafted)) restore(form)
}
