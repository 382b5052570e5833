// The shield over a writing field: what may point to one person is marked as it is written, with a neutral word at hand.
// A layer behind the field carries the marks; the field itself stays an ordinary one, with its own undo.

import { pageToken } from './requests.js'
import { announce, counted, text } from './texts.js'

const WAIT = 600
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties)
const watched = new WeakSet()

/** The server counts characters, JavaScript counts UTF-16 units: an emoji is one there and two here. */
export function unitsOf(words, findings) {
  const at = [0]
  for (const sign of words) at.push(at.at(-1) + sign.length)
  return findings.map(found => ({ ...found, start: at[found.start] ?? words.length, end: at[found.end] ?? words.length }))
}

class Shield {
  constructor(field) {
    this.field = field
    this.findings = []
    this.left = new Set()
    this.asked = 0
    this.build()
    field.addEventListener('input', () => this.typed())
    field.addEventListener('scroll', () => { this.mirror.scrollTop = field.scrollTop })
    this.typed()
  }

  build() {
    const { field } = this
    const hadFocus = document.activeElement === field
    const shield = make('div', { className: 'ds-shield' })
    const paper = make('div', { className: 'ds-shield__paper' })
    this.mirror = make('div', { className: 'ds-write ds-shield__mirror' })
    this.mirror.setAttribute('aria-hidden', 'true')
    this.list = make('div', { className: 'ds-find', hidden: true })
    field.before(shield)
    paper.append(this.mirror, field)
    shield.append(paper)
    shield.after(this.list)
    this.list.addEventListener('click', event => this.pressed(event))
    if (hadFocus) field.focus()
  }

  typed() {
    this.findings = this.findings.filter(found => this.field.value.slice(found.start, found.end) === found.text)
    this.draw()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), WAIT)
  }

  async ask() {
    const words = this.field.value
    const round = ++this.asked
    if (!words.trim()) return this.show([])
    const answer = await post(this.field, words)
    if (!answer || round !== this.asked || words !== this.field.value) return
    this.show(unitsOf(words, answer.findings).filter(found => !this.left.has(found.text)))
  }

  show(findings) {
    const grew = findings.length > this.findings.length
    this.findings = findings
    this.draw()
    this.offer()
    if (grew) announce(counted('found', findings.length))
  }

  draw() {
    const words = this.field.value
    const parts = []
    let at = 0
    for (const { start, end } of this.findings) {
      parts.push(words.slice(at, start), make('mark', { textContent: words.slice(start, end) }))
      at = end
    }
    parts.push(words.slice(at), '\n')
    this.mirror.replaceChildren(...parts)
    this.mirror.scrollTop = this.field.scrollTop
  }

  offer() {
    this.list.hidden = !this.findings.length
    this.list.replaceChildren(...this.findings.map((found, index) => row(found, index)))
  }

  pressed(event) {
    const button = event.target.closest('button')
    if (!button) return
    const found = this.findings[Number(button.dataset.finding)]
    if (!found) return
    if (button.dataset.leave !== undefined) this.left.add(found.text)
    else this.replace(found)
    this.findings = this.findings.filter(other => other !== found)
    this.draw()
    this.offer()
  }

  /** Typed in as if by hand, so that the browser's own undo takes it back. */
  replace(found) {
    const { field } = this
    field.focus()
    field.setSelectionRange(found.start, found.end)
    if (!document.execCommand('insertText', false, found.neutral)) {
      field.setRangeText(found.neutral, found.start, found.end, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    announce(text('replaced', { word: found.neutral }))
  }
}

function row(found, index) {
  const line = make('div', { className: 'stack-s' })
  const question = make('p')
  question.append(make('strong', { textContent: text('is_this', { kind: found.kind_label }) }), ' ', make('span', { className: 'marker', textContent: found.text }))
  const buttons = make('div', { className: 'row' })
  const replace = make('button', { type: 'button', className: 'utrecht-button utrecht-button--secondary-action utrecht-button--small', textContent: text('replace_by', { word: found.neutral }) })
  const leave = make('button', { type: 'button', className: 'utrecht-button utrecht-button--subtle utrecht-button--small', textContent: text('leave') })
  replace.dataset.finding = leave.dataset.finding = index
  leave.dataset.leave = ''
  leave.setAttribute('aria-label', `${text('leave')}: ${found.text}`)
  buttons.append(replace, leave)
  line.append(question, buttons)
  return line
}

/** On an anonymous page the shield is asked with the page's ticket and without cookies. */
async function post(field, words) {
  const ticket = field.dataset.shieldTicket ?? field.form?.dataset.shieldTicket
  try {
    const answer = await fetch(field.dataset.shieldUrl, {
      method: 'POST', credentials: ticket ? 'omit' : 'same-origin', referrerPolicy: 'no-referrer',
      headers: { 'Content-Type': 'application/json', ...(ticket ? {} : { 'X-CSRFToken': pageToken() }) },
      body: JSON.stringify({ text: words, ...(ticket ? { ticket } : {}) }),
    })
    return answer.ok ? await answer.json() : null
  } catch { return null }
}

function prepare() {
  for (const field of document.querySelectorAll('textarea[data-shield-url]')) {
    if (watched.has(field)) continue
    watched.add(field)
    new Shield(field)
  }
}

prepare()
document.addEventListener('htmx:after:swap', prepare)
