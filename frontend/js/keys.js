// Single keys for who runs or joins a meeting. They work outside text fields only, and can be switched off (WCAG 2.1.4).

import { announce, text } from './texts.js'

const STORED = 'drieslag-keys'
const remember = value => { try { localStorage.setItem(STORED, value) } catch { /* closed by the browser: for this page only */ } }
const stored = () => { try { return localStorage.getItem(STORED) } catch { return null } }
let on = stored() !== 'off'

const isWriting = element => element?.closest?.('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit]), [contenteditable]') ?? null
const keysOf = button => button.dataset.key.split(' ')
const usable = button => !button.disabled && button.getAttribute('aria-disabled') !== 'true' && button.getClientRects().length > 0

/** The name of what was pressed, as data-key has it: p, +, ArrowRight, Control+Enter. */
function pressed(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `Control+${key}` : key
}

function buttonFor(event) {
  const name = pressed(event)
  const held = name.startsWith('Control+')
  const field = isWriting(event.target)
  if (event.altKey || (field && !held) || (!on && !held)) return null
  const within = field?.closest('form')
  const buttons = [...document.querySelectorAll('[data-key]')].filter(button => keysOf(button).includes(name) && usable(button))
  return buttons.find(button => within?.contains(button)) ?? (held && field ? null : buttons[0])
}

const labelOf = button => button.dataset.keyLabel ?? button.getAttribute('aria-label') ?? button.textContent.trim()
const shown = { ArrowRight: '→', ArrowLeft: '←', PageDown: 'PgDn', PageUp: 'PgUp', 'Control+Enter': 'Ctrl + Enter', Escape: 'Esc' }
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties)

function rows() {
  return [...document.querySelectorAll('[data-key]')].filter(usable).flatMap(button => {
    const keys = make('dt')
    for (const key of keysOf(button)) keys.append(make('kbd', { textContent: shown[key] ?? key.toUpperCase() }), ' ')
    return [keys, make('dd', { textContent: labelOf(button) })]
  })
}

function list() {
  document.getElementById('keys')?.remove()
  const dialog = make('dialog', { id: 'keys', className: 'ds-dialog ds-keys stack' })
  const title = make('h2', { id: 'keys-title', textContent: text('keys_title') })
  const toggle = make('button', { type: 'button', className: 'utrecht-button utrecht-button--secondary-action utrecht-button--small', textContent: text(on ? 'keys_on' : 'keys_off') })
  const close = make('button', { type: 'button', className: 'utrecht-button utrecht-button--primary-action utrecht-button--small', textContent: text('close') })
  const table = make('dl')
  const foot = make('div', { className: 'row' })
  toggle.setAttribute('aria-pressed', String(on))
  toggle.addEventListener('click', () => {
    on = !on
    remember(on ? 'on' : 'off')
    toggle.textContent = text(on ? 'keys_on' : 'keys_off')
    toggle.setAttribute('aria-pressed', String(on))
    announce(toggle.textContent)
  })
  close.addEventListener('click', () => dialog.close())
  table.append(...rows())
  foot.append(close, toggle)
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.append(title, table, foot)
  document.body.append(dialog)
  dialog.showModal()
}

export function watchKeys() {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.repeat || document.querySelector('dialog[open]')) return
    if (event.key === '?' && !isWriting(event.target) && document.querySelector('[data-key]')) { event.preventDefault(); return list() }
    const button = buttonFor(event)
    if (!button) return
    event.preventDefault()
    button.click()
  })
  document.addEventListener('click', event => { if (event.target.closest('[data-keys-list]')) list() })
}
