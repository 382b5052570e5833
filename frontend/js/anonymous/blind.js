// Blind signatures, the browser's half: RSABSSA-SHA384-PSS-Randomized of RFC 9474.
// The server's half and the reasons are in drieslag/privacy/anonymous/crypto.py; both are held to the RFC's vectors.

const SALT = 48
const PREFIX = 32
const HASH = 48

export const random = length => crypto.getRandomValues(new Uint8Array(length))

export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => (joined.set(part, at), at + part.length), 0)
  return joined
}

const sha384 = async data => new Uint8Array(await crypto.subtle.digest('SHA-384', data))

/** Base64url without padding. */
export const toText = data =>
  btoa(String.fromCharCode(...data)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
export const fromText = text =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

export const toNumber = data => BigInt('0x' + [...data].map(byte => byte.toString(16).padStart(2, '0')).join(''))
export function toBytes(number, length) {
  const hex = number.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, at) => parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

/** The key of a round: `modulus` in base64url, as the page gives it. */
export function publicKey(modulus, exponent = 65537) {
  const n = toNumber(fromText(modulus))
  return { n, e: BigInt(exponent), bits: n.toString(2).length, size: Math.ceil(n.toString(2).length / 8) }
}

/** Put fresh randomness before the message. */
export const prepare = (message, prefix = random(PREFIX)) => concat(prefix, message)

async function mask(seed, length) {
  const blocks = []
  for (let counter = 0; counter * HASH < length; counter++) blocks.push(await sha384(concat(seed, toBytes(BigInt(counter), 4))))
  return concat(...blocks).slice(0, length)
}

/** EMSA-PSS-ENCODE of RFC 8017 with SHA-384 and MGF1. */
export async function encode(message, bits, salt) {
  const length = Math.ceil(bits / 8)
  const digest = await sha384(concat(new Uint8Array(8), await sha384(message), salt))
  const block = concat(new Uint8Array(length - salt.length - HASH - 2), [1], salt)
  const pattern = await mask(digest, block.length)
  const masked = block.map((byte, at) => byte ^ pattern[at])
  masked[0] &= 0xff >> (8 * length - bits)
  return concat(masked, digest, [0xbc])
}

function power(base, exponent, modulus) {
  let result = 1n
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n, square = (square * square) % modulus)
    if (left & 1n) result = (result * square) % modulus
  return result
}

/** The inverse, or null when there is none. */
function inverse(number, modulus) {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n]
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  return a === 1n ? ((x % modulus) + modulus) % modulus : null
}

/** A uniform number below n with an inverse, and that inverse. Numbers out of range are drawn again. */
function unit(key) {
  for (;;) {
    const r = toNumber(random(key.size))
    const back = r > 0n && r < key.n ? inverse(r, key.n) : null
    if (back !== null) return { r, back }
  }
}

/** Encode and blind. `message` goes to the server, `inverse` never leaves. Salt and factor are given by tests only. */
export async function blind(key, prepared, { salt = random(SALT), factor = null } = {}) {
  const m = toNumber(await encode(prepared, key.bits - 1, salt))
  if (inverse(m, key.n) === null) throw new Error('invalid input')
  const { r, back } = factor === null ? unit(key) : { r: factor, back: inverse(factor, key.n) }
  return { message: toBytes((m * power(r, key.e, key.n)) % key.n, key.size), inverse: back }
}

/** Take the blinding off and check what remains. Throws when it is no signature of this key. */
export async function finalize(key, prepared, blindSignature, back, { saltLength = SALT } = {}) {
  if (blindSignature.length !== key.size) throw new Error('unexpected input size')
  const signature = toBytes((toNumber(blindSignature) * back) % key.n, key.size)
  if (!(await verify(key, prepared, signature, { saltLength }))) throw new Error('invalid signature')
  return signature
}

export async function verify(key, prepared, signature, { saltLength = SALT } = {}) {
  const jwk = { kty: 'RSA', n: toText(toBytes(key.n, key.size)), e: toText(toBytes(key.e, 3)) }
  const library = await crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify'])
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength }, library, signature, prepared)
}

/** SHA-256 over the key's SubjectPublicKeyInfo in hex: the same that stands in the invitation. */
export async function fingerprint(key) {
  const jwk = { kty: 'RSA', n: toText(toBytes(key.n, key.size)), e: toText(toBytes(key.e, 3)) }
  const library = await crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await crypto.subtle.exportKey('spki', library)))
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
