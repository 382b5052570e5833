// Answering with a code, without an account. The code comes in the part of the address that is sent to nobody, or is
// typed; it leaves the address at once, and travels in bodies alone.

import { drop, keep, kept } from '../anonymous/keeping.js'
import { fetchTokens } from '../anonymous/tokens.js'

export function watchCode(begin) {
  const door = document.querySelector('form[data-code-door]')
  if (!door) return
  const given = decodeURIComponent(location.hash.slice(1))
  if (location.hash) history.replaceState(null, '', location.pathname)
  const able = Boolean(globalThis.crypto?.subtle)
  document.querySelectorAll('[data-anonymous-unable]').forEach(sentence => (sentence.hidden = able))
  if (!able) return
  door.querySelector('fieldset').disabled = false
  door.addEventListener('submit', event => {
    event.preventDefault()
    open(door, door.elements.namedItem('code').value, begin)
  })
  const code = given || kept('code')
  if (code) open(door, code, begin)
}

async function open(door, code, begin) {
  const fields = door.querySelector('fieldset')
  if (!code.trim() || fields.disabled) return
  fields.disabled = true
  const answer = await ask(door.dataset.open, code)
  fields.disabled = false
  if (!answer.main) return wrong(door, answer.reason || door.dataset.sayOffline)
  keep(code, 'code')
  const place = document.getElementById('sheet')
  document.getElementById('sheet-head').innerHTML = answer.head
  const offered = Object.assign(document.createElement('div'), { hidden: true })
  Object.assign(offered.dataset, { anonymousRounds: answer.rounds, holder: answer.holder, tokenUrl: door.dataset.token, csrf: '', code })
  door.closest('[data-code-page]').remove()
  place.before(offered)
  await fetchTokens()
  place.innerHTML = answer.main
  const form = place.querySelector('form')
  form.addEventListener('drieslag:state', ({ detail: { state } }) => {
    if (state === 'received' || state === 'already') drop('code')
  })
  begin(form)
  document.dispatchEvent(new CustomEvent('htmx:after:swap')) // the shield looks for fields that are new
}

async function ask(address, code) {
  try {
    const answer = await fetch(address, {
      method: 'POST', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'nl' },
      body: JSON.stringify({ code }),
    })
    return await answer.json()
  } catch { return {} }
}

function wrong(door, sentence) {
  drop('code')
  const line = door.querySelector('[data-wrong]')
  line.textContent = sentence
  line.hidden = false
  const field = door.elements.namedItem('code')
  field.setAttribute('aria-invalid', 'true')
  field.focus()
}
