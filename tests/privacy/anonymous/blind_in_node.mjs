// Runs the browser's half outside a browser: reads a task on standard input, writes what it gives.
import { readFileSync } from 'node:fs'

const { task, values, folder } = JSON.parse(readFileSync(0, 'utf8'))
const blind = await import(`${folder}/blind.js`)
const hex = data => Buffer.from(data).toString('hex')
const bytes = text => new Uint8Array(Buffer.from(text.replace('0x', ''), 'hex'))

async function vector(v) {
  const key = blind.publicKey(blind.toText(bytes(v.n)))
  const prepared = blind.prepare(bytes(v.msg), bytes(v.msg_prefix))
  const salt = bytes(v.salt)
  const inverse = BigInt('0x' + v.inv.replace('0x', ''))
  const factor = v.factor && BigInt(v.factor)
  const blinded = await blind.blind(key, prepared, { salt, factor })
  const signature = await blind.finalize(key, prepared, bytes(v.blind_sig), inverse, { saltLength: salt.length })
  return {
    prepared_msg: hex(prepared),
    encoded_msg: hex(await blind.encode(prepared, key.bits - 1, salt)),
    blinded_msg: hex(blinded.message),
    inv: blinded.inverse === inverse,
    sig: hex(signature),
  }
}

async function ask({ modulus }) {
  const key = blind.publicKey(modulus)
  const prepared = blind.prepare(blind.random(32))
  const { message, inverse } = await blind.blind(key, prepared)
  const fingerprint = await blind.fingerprint(key)
  return { prepared: blind.toText(prepared), blinded: blind.toText(message), inverse: String(inverse), fingerprint }
}

async function finish({ modulus, prepared, signature, inverse }) {
  const key = blind.publicKey(modulus)
  const done = await blind.finalize(key, blind.fromText(prepared), blind.fromText(signature), BigInt(inverse))
  return { signature: blind.toText(done) }
}

async function refused(given) {
  return finish(given).then(() => ({ error: null }), error => ({ error: error.message }))
}

async function draw({ slips, numbers }) {
  const { commitment, drawnHash } = await import(`${folder}/draw.js`)
  const hashes = await Promise.all(slips.map(([text, nonce]) => commitment(text, nonce)))
  return { hashes, drawn: await drawnHash(hashes, numbers) }
}

async function hashes({ secret }) {
  globalThis.document = { querySelector: () => null, documentElement: { dataset: {} } }
  const { hashesOf } = await import(`${folder}/tokens.js`)
  return hashesOf(blind.fromText(secret))
}

console.log(JSON.stringify(await { vector, ask, finish, refused, draw, hashes }[task](values)))
