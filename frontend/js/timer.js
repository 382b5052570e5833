// The line of time that is left. The server's clock runs it; the page only shortens it, and says it in whole minutes.

import { announce, counted, text } from './texts.js'

const EVERY = 5_000
const MINUTE = 60_000
const offsets = new WeakMap()
const said = new Map()

/** How far the server's clock is ahead of this device's, learnt when the timer came. */
function offsetOf(timer) {
  const served = timer.dataset.serverNow
  const known = offsets.get(timer)
  if (known?.served === served) return known.offset
  const offset = Number(served) - Date.now()
  offsets.set(timer, { served, offset })
  return offset
}

export function words(left) {
  if (left <= 0) return text('over')
  if (left < MINUTE) return text('almost')
  return counted('minutes', Math.round(left / MINUTE))
}

/** Said once each, to who cannot see the line. */
function marksOf(timer, left) {
  const total = Number(timer.dataset.total) * 1000
  const marks = [[total / 2, 'half'], [2 * MINUTE, 'two_minutes'], [0, 'over']]
  return marks.filter(([at]) => at < total && left <= at).map(([, key]) => key)
}

function speak(timer, left) {
  const key = `${timer.id}|${timer.dataset.total}|${timer.closest('[data-step]')?.dataset.step ?? ''}`
  const before = said.get(key)
  const now = marksOf(timer, left)
  said.set(key, now)
  if (!before) return
  const fresh = now.filter(mark => !before.includes(mark)).at(-1)
  if (fresh) announce(text(fresh))
}

function draw(timer) {
  const paused = timer.hasAttribute('data-paused')
  if (paused) return
  const left = Number(timer.dataset.endsAt) - (Date.now() + offsetOf(timer))
  const line = timer.querySelector('progress')
  const place = timer.querySelector('[data-timer-text]')
  if (line) line.value = Math.max(0, left / 1000)
  const sentence = words(left)
  if (place && place.textContent !== sentence) place.textContent = sentence
  timer.classList.toggle('ds-timer--over', left <= 0)
  speak(timer, left)
}

const drawAll = () => document.querySelectorAll('[data-timer]').forEach(draw)

export function watchTimers() {
  drawAll()
  setInterval(drawAll, EVERY)
  document.addEventListener('htmx:after:swap', drawAll)
  document.addEventListener('visibilitychange', () => document.hidden || drawAll())
}
