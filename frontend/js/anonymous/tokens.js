// A token for each open round that a page names, fetched on the first page after opening, whatever that page is about.

import { blind, concat, finalize, fingerprint, fromText, prepare, publicKey, random, toText } from './blind.js'
import { alone, keep, kept } from './keeping.js'

const MESSAGE = 32

/** The element that a page carries: who holds, where to ask, and the rounds. */
function offer() {
  const element = document.querySelector('[data-anonymous-rounds]')
  return element && { ...element.dataset, rounds: JSON.parse(element.dataset.anonymousRounds) }
}

/** For whom this page asks tokens. */
export const holderHere = () => offer()?.holder ?? ''

/** The token of a round on this device, or null. */
export const tokenOf = round => {
  const found = kept('token', holderHere(), round)
  return found?.signature ? { prepared: found.prepared, signature: found.signature } : null
}

/** Whether the server said that this holder's token lies elsewhere. */
export const isElsewhere = round => kept('token', holderHere(), round)?.refused === true

/** Fetch what is not here yet. What was blinded is kept first: if the answer is lost, the same question is asked again.
 * `offered` is the page's element, or what somebody with a code was given.
 */
export async function fetchTokens(offered = offer()) {
  for (const round of offered?.rounds ?? []) {
    if (kept('token', offered.holder, round.id)?.signature) continue
    await alone(() => fetchToken(offered, round)).catch(() => {}) // without network: on the next page
  }
}

async function fetchToken({ holder, tokenUrl, csrf, code }, round) {
  const key = publicKey(round.modulus, round.exponent)
  if ((await fingerprint(key)) !== round.fingerprint) return
  const asked = kept('token', holder, round.id) ?? (await question(key))
  if (asked.signature || asked.refused) return
  keep(asked, 'token', holder, round.id)
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    credentials: code ? 'omit' : 'same-origin',
    cache: 'no-store',
    headers: { 'Content-Type': 'application/json', ...(csrf ? { 'X-CSRFToken': csrf } : {}) },
    body: JSON.stringify({ round: round.id, blinded: asked.blinded, ...(code ? { code } : {}) }),
  })
  if (answer.status === 409) return keep({ refused: true }, 'token', holder, round.id) // it lies on another device
  if (!answer.ok) return
  const { signature } = await answer.json()
  const prepared = fromText(asked.prepared)
  const token = await finalize(key, prepared, fromText(signature), BigInt(asked.inverse))
  keep({ prepared: asked.prepared, signature: toText(token) }, 'token', holder, round.id)
  document.dispatchEvent(new CustomEvent('drieslag:token', { detail: round.id }))
}

async function question(key) {
  const prepared = prepare(random(MESSAGE))
  const { message, inverse } = await blind(key, prepared)
  return { prepared: toText(prepared), blinded: toText(message), inverse: String(inverse) }
}

const word = new TextEncoder()
const sha256 = async (label, secret) =>
  toText(new Uint8Array(await crypto.subtle.digest('SHA-256', concat(word.encode(label + '\n'), secret))))

/** What a slip's secret gives: the hash by which it is changed, and the mark by which it is found again once opened. */
export const hashesOf = async secret => ({
  change_hash: await sha256('drieslag slip change', secret),
  mark: await sha256('drieslag slip mark', secret),
})
