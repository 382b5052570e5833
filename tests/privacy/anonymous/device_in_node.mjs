// A device without a screen: the real modules for tokens and slips against a running server, with a memory and cookies.
import { readFileSync } from 'node:fs'

const { folder, server, cookies, csrf, rounds, holder, round, box } = JSON.parse(readFileSync(0, 'utf8'))
const memory = new Map()
const storage = {
  getItem: name => memory.get(name) ?? null,
  setItem: (name, value) => memory.set(name, value),
  removeItem: name => memory.delete(name),
}
const element = { dataset: { anonymousRounds: JSON.stringify(rounds), holder, tokenUrl: '/anonymous/token/', csrf } }
const told = []
Object.assign(globalThis, {
  localStorage: storage,
  sessionStorage: storage,
  CustomEvent: class { constructor(type, init) { Object.assign(this, { type, ...init }) } },
  document: {
    documentElement: { dataset: {}, lang: 'en' },
    querySelector: () => element,
    dispatchEvent: event => told.push(event.type),
  },
})

// What a browser does with cookies: they go along unless the page says omit.
const sent = []
let online = true
const plain = globalThis.fetch
globalThis.fetch = (address, options) => {
  if (!online) return Promise.reject(new TypeError('network'))
  const headers = { ...options.headers, ...(options.credentials === 'omit' ? {} : { Cookie: cookies }) }
  sent.push({ address, cookie: 'Cookie' in headers, names: Object.keys(JSON.parse(options.body)).sort() })
  return plain(server + address, { ...options, headers })
}

const { fetchTokens, tokenOf } = await import(`${folder}/tokens.js`)
const slips = await import(`${folder}/slips.js`)
const trial = work => work().then(value => value ?? null, error => `${error.constructor.name}: ${error.message}`)

await fetchTokens()
const first = tokenOf(round)
await fetchTokens()
const result = { same: JSON.stringify(first) === JSON.stringify(tokenOf(round)), told }
online = false
result.offline = await trial(() => slips.handIn(round, box, 'geschreven zonder netwerk'))
result.waiting = slips.ownSlips(box).map(slip => slip.waiting)
online = true
result.back = await trial(() => slips.sendWaiting(box))
result.again = await trial(() => slips.sendWaiting(box))
result.second = await trial(() => slips.handIn(round, box, 'tweede'))
result.tooLong = await trial(() => slips.handIn(round, box, 'x'.repeat(3000)))
result.kept = slips.ownSlips(box).map(slip => Object.keys(slip).filter(name => slip[name] !== undefined).sort())
const [one, two] = slips.ownSlips(box)
result.changed = await trial(() => slips.change(round, box, one, 'anders geschreven'))
result.withdrawn = await trial(() => slips.withdraw(round, box, two))
result.ready = await trial(() => slips.setReady(round, box, true))
result.left = slips.ownSlips(box).length
result.texts = [...memory.values()].filter(value => /geschreven|tweede/.test(value)).length
console.log(JSON.stringify({ ...result, sent }))
