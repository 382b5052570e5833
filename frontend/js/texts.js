// Words come from the page, in its language; scripts hold none.

const words = JSON.parse(document.getElementById('texts')?.textContent ?? '{}')

/** The text under a key, with {names} filled in. */
export const text = (key, values = {}) =>
  (words[key] ?? '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

/** One or many: `texts` hold `<key>_one` and `<key>_many`. */
export const counted = (key, count) => text(`${key}_${count === 1 ? 'one' : 'many'}`, { count })

/** A time as the language writes it: 10.15 or 10:15. */
export const clock = (at = new Date()) =>
  [at.getHours(), at.getMinutes()].map(part => String(part).padStart(2, '0')).join(text('time_mark') || ':')

let last = 0
let queue = []
const pause = 10_000

/** Tell a screen reader, politely and at most every ten seconds; what came in between is said together. */
export function announce(sentence) {
  if (!sentence) return
  queue.push(sentence)
  if (queue.length > 1) return
  setTimeout(() => {
    const place = document.getElementById('said')
    if (place) place.textContent = [...new Set(queue)].slice(-3).join('. ')
    queue = []
    last = Date.now()
  }, Math.max(0, last + pause - Date.now()))
}
