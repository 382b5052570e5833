// Around requests: the token that a part rendered for many cannot carry, and the sentence when the server refuses.

import { announce, text } from './texts.js'

export const pageToken = () =>
  document.querySelector('meta[name=csrf]')?.content || document.querySelector('input[name=csrfmiddlewaretoken]')?.value || ''

/** What the server says to a refusal: its own sentence, found in whatever part it sent. */
export function sentenceIn(html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const found = page.querySelector('[data-refused], .utrecht-form-field-error-message, [role=alert]') ?? page.querySelector('main p, p')
  return found?.textContent.trim().replace(/\s+/g, ' ') || text('refused')
}

/** A sentence about the whole page, in its messages, until something works again. */
export function notice(sentence, words = '') {
  document.querySelector('[data-notice]')?.remove()
  const alert = Object.assign(document.createElement('div'), { className: 'utrecht-alert utrecht-alert--warning' })
  const inside = document.createElement('div')
  inside.append(Object.assign(document.createElement('p'), { textContent: sentence }))
  if (words) inside.append(Object.assign(document.createElement('p'), { className: 'voice', textContent: words }))
  else alert.dataset.notice = ''
  alert.append(inside)
  document.getElementById('messages')?.append(alert)
  announce(sentence)
}

const isStream = target => target.id === 'live'

function refused({ target, detail: { ctx } }) {
  if (isStream(target) || ctx.response.status === 422) return
  ctx.swap = 'none'
  notice(sentenceIn(ctx.response.status < 500 ? ctx.text : ''))
}

/** A form that came by the stream has no token of this person: it gets one when it is sent. */
function giveToken(event) {
  const form = event.target
  if (form.method !== 'post' || form.hasAttribute('data-anonymous') || form.elements.namedItem('csrfmiddlewaretoken')) return
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'csrfmiddlewaretoken', value: pageToken() }))
}

export function watchRequests() {
  document.addEventListener('submit', giveToken, { capture: true })
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    if (ctx.request.method !== 'GET') ctx.request.headers['X-CSRFToken'] = pageToken()
  })
  document.addEventListener('htmx:response:error', refused)
  document.addEventListener('htmx:error', ({ target }) => { if (!isStream(target)) notice(text('refused')) })
  document.addEventListener('htmx:after:request', ({ target, detail: { ctx } }) => {
    if (!isStream(target) && ctx.response.status < 400) document.querySelector('[data-notice]')?.remove()
  })
}
