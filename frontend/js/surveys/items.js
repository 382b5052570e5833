// One item of a questionnaire: what is answered, and how it is put back, taken back and told to be wrong.

const all = (part, selector) => [...part.querySelectorAll(selector)]
const ticked = part => all(part, 'input:checked:not([data-no-answer])').map(input => input.value)
const number = value => (value === undefined ? undefined : Number(value))
const isWhole = value => /^[+-]?\d{1,9}$/.test(value.trim())

/** The options of a rank in their places, or nothing while one has none. */
function ranked(part) {
  const chosen = all(part, 'select').map(select => select.value)
  if (chosen.some(value => !value)) return undefined
  const places = chosen.map(value => [Number(value.split(':')[0]), value.slice(value.indexOf(':') + 1)])
  if (new Set(places.map(([place]) => place)).size < places.length) return undefined
  return places.sort((a, b) => a[0] - b[0]).map(([, option]) => option)
}

function slid(part) {
  const none = part.querySelector('[data-no-answer]')
  return none?.checked ? undefined : Number(part.querySelector('input[type=range]').value)
}

const READ = {
  scale: part => number(ticked(part)[0]),
  choice: part => (part.querySelector('select') ? part.querySelector('select').value || undefined : ticked(part)[0]),
  choices: part => (ticked(part).length ? ticked(part) : undefined),
  rank: ranked,
  number: part => {
    const { value } = part.querySelector('input')
    return value.trim() ? (isWhole(value) ? Number(value) : value) : undefined
  },
  slider: slid,
  text: part => (part.querySelector('textarea').value.trim() ? part.querySelector('textarea').value : undefined),
}

const isMark = control => control.type === 'checkbox' || control.type === 'radio'

export class Item {
  constructor(part, say) {
    this.part = part
    this.say = say
    this.key = part.dataset.item
    this.kind = part.dataset.kind
    this.after = part.dataset.when ?? ''
    this.afterAnswers = (part.dataset.whenAnswers ?? '').split(' ')
    // A press on these is ours; and whoever presses Enter in a field must not take an answer back.
    all(part, '[data-move], [data-clear]').forEach(button => (button.type = 'button'))
  }

  get isAsked() { return !this.part.hidden }
  get answer() { return this.isAsked ? READ[this.kind](this.part) : undefined }
  get controls() { return all(this.part, 'input, select, textarea') }

  /** Whether this is asked of who answered an earlier item like that. */
  appliesTo(given) {
    if (!this.after) return true
    return [given].flat().some(one => one !== undefined && this.afterAnswers.includes(String(one)))
  }

  /** What the fields hold, also what is no answer yet. */
  get held() {
    return Object.fromEntries(this.controls.map(control => [control.id, isMark(control) ? control.checked : control.value]))
  }

  put(held) {
    for (const control of this.controls) {
      if (!(control.id in held)) continue
      if (isMark(control)) control.checked = held[control.id]
      else control.value = held[control.id]
    }
    if (this.kind === 'rank') this.order()
  }

  clear() {
    for (const control of this.controls) if (isMark(control)) control.checked = false
  }

  /** Why this cannot be handed in as it is, or nothing. */
  get problem() {
    if (!this.isAsked) return ''
    const { answer } = this
    const field = this.part.querySelector('[data-low]')
    if (this.kind === 'number' && answer !== undefined) {
      const [low, high] = [field.dataset.low, field.dataset.high]
      if (typeof answer !== 'number' || answer < Number(low) || answer > Number(high)) return this.say('number', { low, high })
    }
    const most = Number(this.part.querySelector('[data-most]')?.dataset.most ?? 0)
    if (most && (answer?.length ?? 0) > most) return this.say('most', { most })
    if (this.kind === 'rank' && answer === undefined && all(this.part, 'select').some(select => select.value)) return this.say('order')
    return answer === undefined && 'required' in this.part.dataset ? this.say('needed') : ''
  }

  /** Tell beside the question what is wrong, or take that away. */
  tell(sentence) {
    const id = `item-${this.key}-wrong`
    this.part.querySelector(`#${CSS.escape(id)}`)?.remove()
    this.part.classList.toggle('ds-field--wrong', Boolean(sentence))
    const target = this.target
    const others = (target.getAttribute('aria-describedby') ?? '').split(' ').filter(one => one && one !== id)
    if (sentence) {
      const line = Object.assign(document.createElement('p'), { id, className: 'utrecht-form-field-error-message', textContent: sentence })
      this.part.querySelector('.ds-item__ask').after(line)
      others.unshift(id)
    }
    if (others.length) target.setAttribute('aria-describedby', others.join(' '))
    else target.removeAttribute('aria-describedby')
  }

  get target() { return this.part.querySelector('fieldset, select, textarea, input') }

  /** Put an option one place up or down. From then on the whole list is in order. */
  move(button) {
    const line = button.closest('li')
    const list = line.parentElement
    const beside = button.dataset.move === 'up' ? line.previousElementSibling : line.nextElementSibling
    if (beside) list.insertBefore(line, button.dataset.move === 'up' ? beside : beside.nextElementSibling)
    ;[...list.children].forEach((one, at) => place(one, at + 1))
    this.order()
    const same = line.querySelector(`[data-move=${button.dataset.move}]`)
    ;(same.hidden ? line.querySelector('[data-move]:not([hidden])') : same)?.focus()
    return this.say('moved', { word: line.querySelector('label').textContent, place: [...list.children].indexOf(line) + 1 })
  }

  /** Two cannot have one place: the other gets what this one had before. */
  swap(select) {
    const taken = all(this.part, 'select').find(other => other !== select && other.value && placeOf(other) === placeOf(select))
    if (taken) place(taken.closest('li'), select.dataset.before ?? '')
    all(this.part, 'select').forEach(one => (one.dataset.before = placeOf(one)))
  }

  /** Show the list in its order once it has one, and no press that leads nowhere. */
  order() {
    const list = this.part.querySelector('[data-rank]')
    const lines = [...list.children]
    if (ranked(this.part)) list.append(...lines.sort((a, b) => Number(placeOf(a.querySelector('select'))) - Number(placeOf(b.querySelector('select')))))
    ;[...list.children].forEach((line, at, { length }) => {
      line.querySelector('[data-move=up]')?.toggleAttribute('hidden', at === 0)
      line.querySelector('[data-move=down]')?.toggleAttribute('hidden', at === length - 1)
      const select = line.querySelector('select')
      select.dataset.before = placeOf(select)
    })
  }
}

const placeOf = select => select.value.split(':')[0]

function place(line, number) {
  const select = line.querySelector('select')
  select.value = number === '' ? '' : `${number}:${line.dataset.option}`
}
