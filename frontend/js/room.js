// One's own part of a meeting is fetched when the step or the turn changes, but never under somebody who is typing in another step.

const mine = () => document.querySelector('[data-mine]')
const stepOf = place => place?.querySelector('[data-step]')?.dataset.step ?? place?.dataset.step ?? ''
const now = () => stepOf(document.querySelector('#head')) || stepOf(document.querySelector('#step'))

function isTyping() {
  const place = mine()
  if (!place || stepOf(place) === now()) return false
  return [...place.querySelectorAll('textarea')].some(area => area.value.trim() && area.value !== area.defaultValue)
}

function refresh(force) {
  const place = mine()
  const waits = document.querySelector('#mine-next')
  if (!place) return
  const hold = !force && isTyping()
  if (waits) waits.hidden = !hold
  if (!hold) place.dispatchEvent(new CustomEvent('refresh'))
}

for (const name of ['step', 'turn']) document.addEventListener(name, () => refresh(false))
document.addEventListener('click', event => { if (event.target.closest?.('[data-go-along]')) refresh(true) })

// A poll must not pull a text away either.
document.addEventListener('htmx:before:request', event => {
  if (event.target === mine() && isTyping() && !document.querySelector('#mine-next')?.hidden) event.preventDefault()
})
