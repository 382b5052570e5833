// Small things that pages share: dialogs, copying, switching between a picture and its table, undo, focus.

import { announce, text } from './texts.js'

const UNDO_FOR = 10_000
const LOOK_EVERY = 3_000

/** The button may be one that sends its form: without script it does so at once, with script the dialog asks first. */
function open(button, event) {
  const dialog = document.querySelector(button.dataset.dialog)
  if (!dialog?.showModal) return
  event.preventDefault()
  dialog.showModal()
  dialog.addEventListener('close', () => button.focus(), { once: true })
}

async function copy(button) {
  const said = Object.assign(document.createElement('span'), { className: 'small soft', textContent: text('copied') })
  try { await navigator.clipboard.writeText(button.dataset.copy) } catch { return select(button) }
  button.parentElement.querySelector('[data-copied]')?.remove()
  said.dataset.copied = ''
  button.after(said)
  announce(text('copied'))
}

/** Where the clipboard is closed (no HTTPS) the text is selected, ready to be copied by hand. */
function select(button) {
  const shown = document.querySelector(button.dataset.copyFrom ?? '') ?? button
  getSelection().selectAllChildren(shown)
}

function switchView(button) {
  const group = button.closest('[data-views]')
  for (const other of group.querySelectorAll('[data-show]')) other.setAttribute('aria-pressed', String(other === button))
  for (const view of group.querySelectorAll('[data-view]')) view.hidden = view.dataset.view !== button.dataset.show
}

const acts = {
  '[data-dialog]': open,
  '[data-close]': button => button.closest('dialog')?.close(),
  '[data-copy]': copy,
  '[data-show]': switchView,
  '[data-print]': () => print(),
}

/** Who waits to be let in looks again by itself, and quietly: the page is loaded anew only when it says something else. */
async function lookAgain() {
  const answer = await fetch(location.href, { credentials: 'same-origin' }).catch(() => null)
  if (answer && answer.status < 500 && !(await answer.text()).includes('data-waits')) location.reload()
}

export function watchSmall() {
  if (document.querySelector('[data-waits]')) setInterval(lookAgain, LOOK_EVERY)
  document.addEventListener('click', event => {
    for (const [selector, act] of Object.entries(acts)) {
      const button = event.target.closest(selector)
      if (button) act(button, event)
    }
  })
}

export function prepareSmall(root) {
  for (const button of root.querySelectorAll('[data-print]')) button.hidden = false
  root.querySelector('[data-focus]')?.focus()
  for (const offer of root.querySelectorAll('[data-undo]:not([data-watched])')) {
    offer.dataset.watched = ''
    setTimeout(() => offer.querySelector('form, button')?.remove(), UNDO_FOR)
  }
}
