// One's own part of a meeting is fetched when what it depends on has changed, but never under somebody who is typing in another step.

const mine = () => document.querySelector('[data-mine]')
const shared = () => document.querySelector('#head [data-own], #step [data-own]')
const own = () => mine()?.querySelector('[data-own]')

let goingAlong = false // pressed: what was typed is kept on the device, so the part may go, however long it takes to come

function isTyping() {
  if (goingAlong || !own() || own().dataset.step === shared()?.dataset.step) return false
  return [...mine().querySelectorAll('textarea')].some(area => area.value.trim() && area.value !== area.defaultValue)
}

function refresh(force) {
  const waits = document.querySelector('#mine-next')
  if (!mine() || (!force && shared() && own()?.dataset.own === shared().dataset.own)) return
  const hold = !force && isTyping()
  if (waits) waits.hidden = !hold
  goingAlong = Boolean(force)
  if (!hold) mine().dispatchEvent(new CustomEvent('refresh'))
}

for (const name of ['step', 'turn']) document.addEventListener(name, () => refresh(false))
document.addEventListener('click', event => { if (event.target.closest?.('[data-go-along]')) refresh(true) })

// The meeting is over: there is no step any more, so one's own part brings us to the report.
document.addEventListener('step', () => { if (document.querySelector('#ended')?.textContent.trim()) refresh(true) })

// A poll must not pull a text away either, nor an answer that was under way while somebody began to type.
for (const name of ['htmx:before:request', 'htmx:before:swap']) document.addEventListener(name, event => {
  if (event.target !== mine() || !isTyping()) return
  event.preventDefault()
  const waits = document.querySelector('#mine-next')
  if (waits) waits.hidden = false
})
document.addEventListener('htmx:finally:request', event => { if (event.target === mine()) goingAlong = false })
