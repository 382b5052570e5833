// A questionnaire in the page: conditions, pages, progress, and what is still missing. Whose it is, others decide.

import { ours } from '../drafts.js'
import { announce } from '../texts.js'
import { Item } from './items.js'

const SHORT = 12

export class Questionnaire {
  constructor(form) {
    this.form = form
    this.say = (key, values = {}) => (form.dataset[`say${key[0].toUpperCase()}${key.slice(1)}`] ?? '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
    this.items = [...form.querySelectorAll('[data-item]')].map(part => new Item(part, this.say))
    this.byKey = new Map(this.items.map(item => [item.key, item]))
    const pages = [...form.querySelectorAll('[data-page]')]
    this.pages = this.items.length > SHORT ? pages : [form] // what is short is never cut: each page costs a press
    this.at = 0
    this.changed = () => {}
    form.noValidate = true
    form.addEventListener('input', event => this.touched(event.target))
    form.addEventListener('click', event => this.pressed(event))
    form.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target.matches('input:not([type=submit])')) event.preventDefault()
    })
    this.weigh()
    this.turn(0, false)
  }

  itemOf(node) { return this.byKey.get(node.closest('[data-item]')?.dataset.item) }

  touched(control) {
    const item = this.itemOf(control)
    if (!item) return
    if (control.type === 'range') this.slide(item)
    if (item.kind === 'rank') item.swap(control)
    if (item.part.classList.contains('ds-field--wrong') && !item.problem) item.tell('')
    this.weigh()
    this.changed()
  }

  pressed({ target }) {
    const item = this.itemOf(target)
    const button = target.closest('button')
    if (target.type === 'range') return this.touched(target)
    if (!button) return
    if (button.matches('[data-clear]')) (item.clear(), item.target.focus(), this.touched(item.controls[0]))
    else if (button.matches('[data-move]')) (announce(item.move(button)), this.weigh(), this.changed())
    else if (button.matches('[data-next]')) this.isFine([this.pages[this.at]]) && this.turn(this.beside(1))
    else if (button.matches('[data-back]')) this.turn(this.beside(-1))
  }

  /** A slider that was moved is an answer. */
  slide(item) {
    const none = item.part.querySelector('[data-no-answer]')
    if (none) none.checked = false
  }

  /** Show what is asked of who answers like this; what hangs on something hidden is hidden as well. */
  weigh() {
    for (const item of this.items) {
      item.part.hidden = !item.appliesTo(this.byKey.get(item.after)?.answer)
      const when = item.part.querySelector(`#${CSS.escape(`item-${item.key}-when`)}`)
      if (when) when.hidden = true // it is asked, so the condition needs no words
    }
    this.count()
  }

  count() {
    const asked = this.items.filter(item => item.isAsked)
    const answered = asked.filter(item => item.answer !== undefined).length
    const bar = document.querySelector('[data-progress]')
    const words = document.querySelector('[data-progress-said]')
    const said = this.say('progress', { answered, total: asked.length })
    if (bar) (bar.max = asked.length, bar.value = answered, bar.setAttribute('aria-valuetext', said))
    if (words) words.textContent = said
    this.controls()
  }

  hasAsked = page => [...page.querySelectorAll('[data-item]')].some(part => !part.hidden)

  /** The nearest page this way on which something is asked, or the one where we are. */
  beside(step) {
    for (let at = this.at + step; at >= 0 && at < this.pages.length; at += step) if (this.hasAsked(this.pages[at])) return at
    return this.at
  }

  turn(at, moves = true) {
    this.at = Math.min(Math.max(at, 0), Math.max(this.pages.length - 1, 0))
    if (this.pages.length > 1) this.pages.forEach((page, number) => (page.hidden = number !== this.at))
    document.querySelectorAll('[data-promise]').forEach(part => (part.hidden = this.at > 0))
    this.controls()
    if (!moves) return
    this.summary('')
    const page = this.pages[this.at]
    const heading = page.querySelector('h2') ?? page
    heading.tabIndex = -1
    heading.focus()
    scrollTo({ top: 0 })
    this.changed()
  }

  controls() {
    const [first, last] = [this.beside(-1) === this.at, this.beside(1) === this.at]
    for (const [selector, hidden] of [['[data-back]', first], ['[data-next]', last], ['[data-hand-in]', !last]])
      this.form.querySelectorAll(selector).forEach(button => (button.hidden = hidden))
    const line = this.form.querySelector('[data-page-said]')
    if (line) line.textContent = first && last ? '' : this.say('page', { number: this.at + 1, total: this.pages.length })
  }

  /** Tell beside each question what is wrong, and go to the first; true when nothing is. */
  isFine(pages = this.pages) {
    const here = this.items.filter(item => pages.some(page => page.contains(item.part)))
    here.forEach(item => item.tell(item.problem))
    const wrong = here.filter(item => item.problem)
    this.summary(wrong.length ? this.say(wrong.length === 1 ? 'openOne' : 'openMany', { count: wrong.length }) : '')
    if (wrong.length) this.goTo(wrong[0])
    return !wrong.length
  }

  goTo(item) {
    const at = this.pages.findIndex(page => page.contains(item.part))
    if (at !== this.at) this.turn(at)
    item.target.focus({ preventScroll: true })
    item.part.scrollIntoView({ block: 'center' })
  }

  summary(sentence) {
    const line = this.form.querySelector('[data-summary]')
    if (!line) return
    line.textContent = sentence
    line.hidden = !sentence
  }

  get answers() {
    return Object.fromEntries(this.items.map(item => [item.key, item.answer]).filter(([, answer]) => answer !== undefined))
  }

  get draft() {
    const texts = this.items.filter(item => item.kind === 'text').map(item => item.answer).filter(Boolean)
    return { held: Object.assign({}, ...this.items.map(item => item.held)), at: this.at, texts }
  }

  /** Put a draft back, on the page where it was left. */
  fill(draft) {
    if (!draft) return
    this.items.forEach(item => item.put(draft.held ?? {}))
    this.weigh()
    this.turn(draft.at ?? 0, false)
    this.form.querySelectorAll('textarea').forEach(area => area.dispatchEvent(ours())) // for the shield over it
  }
}
