// Handing in without saying who: no cookies, nothing in the address, nothing asked back but whether it arrived.

import { fromText, random, toText } from './blind.js'
import { alone, keep, kept } from './keeping.js'
import { hashesOf, holderHere, tokenOf } from './tokens.js'

const ADDRESS = '/anonymous/'

export class Refused extends Error {}

/** Send without any credential. Resolves to the answer; throws Refused with the server's sentence, or the network's error. */
async function send(noun, body) {
  const answer = await fetch(ADDRESS + noun, {
    method: 'POST',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'nl' },
    body: JSON.stringify(body),
  })
  if (answer.status >= 500) throw new Error('server')
  const said = await answer.json()
  if (!answer.ok) throw Object.assign(new Refused(said.reason), { item: said.item ?? '' })
  return said
}

const everyones = box => kept('slips', box) ?? []
const isMine = slip => (slip.holder ?? holderHere()) === holderHere() // two colleagues may use one computer

/** One's own slips of this device in a box: `{secret, mark, waiting?}`. The text is kept only until the receipt. */
export const ownSlips = box => everyones(box).filter(isMine)
const keepSlips = (slips, box) => keep([...everyones(box).filter(slip => !isMine(slip)), ...slips], 'slips', box)

/** Keep first, then send: a phone without network keeps what was written and sends it once when it is back.
 * What is `final` can never be changed, so that its secret goes at the receipt.
 */
export async function handIn(round, box, text, { final = false } = {}) {
  const secret = random(32)
  const { mark } = await hashesOf(secret)
  const slip = { secret: toText(secret), mark, waiting: text, round, holder: holderHere(), ...(final ? { final } : {}) }
  keepSlips([...ownSlips(box), slip], box)
  return sendWaiting(box)
}

const handedIn = ({ waiting, ...slip }) => (slip.final ? { round: slip.round, holder: slip.holder } : slip)

/** Send whatever waits. The same slip sent twice is known by its hash and counts once. */
export const sendWaiting = box =>
  alone(async () => {
    let receipt = null
    for (const slip of ownSlips(box).filter(one => one.waiting !== undefined)) {
      const token = tokenOf(slip.round)
      if (!token) return 'no-token'
      const hashes = await hashesOf(fromText(slip.secret))
      try {
        receipt = (await send('slip/', { round: slip.round, box, ...token, text: slip.waiting, ...hashes })).state
      } catch (error) {
        if (error instanceof Refused) keepSlips(ownSlips(box).filter(one => one.secret !== slip.secret), box)
        throw Object.assign(error, { text: slip.waiting })
      }
      keepSlips(ownSlips(box).map(one => (one.secret === slip.secret ? handedIn(one) : one)), box)
    }
    return receipt
  })

export const change = (round, box, slip, text) => send('slip/change/', { round, box, secret: slip.secret, text })

/** One that still waits here may never have come there; then it goes from here alone. */
export async function withdraw(round, box, slip) {
  try {
    await send('slip/withdrawal/', { round, box, secret: slip.secret })
  } catch (error) {
    if (!(error instanceof Refused) || slip.waiting === undefined) throw error
  }
  keepSlips(ownSlips(box).filter(one => one.secret !== slip.secret), box)
}

export function setReady(round, box, ready) {
  const token = tokenOf(round)
  return token ? send('ready/', { round, box, ...token, ready }) : Promise.resolve(null)
}

/** What the shield sees in a text, asked without saying who asks. */
export const findings = (ticket, text) => send('shield/', { ticket, text })
