// The draw from the jar, computed again in the reader's own browser. The recipe stands in privacy/anonymous/draw.py.

const WHOLE = 1n << 256n
const text = new TextEncoder()

async function sha256(data) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data))
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The hash that stands for a slip before the draw; `nonce` in hex. */
export async function commitment(slip, nonce) {
  const number = Uint8Array.from(nonce.match(/../g) ?? [], byte => parseInt(byte, 16))
  const words = text.encode(slip)
  const joined = new Uint8Array(number.length + words.length)
  joined.set(number)
  joined.set(words, number.length)
  return sha256(joined)
}

/** The hash of the slip that these numbers draw. */
export async function drawnHash(hashes, numbers) {
  const slips = [...hashes].sort()
  const pressed = numbers.map(BigInt).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const count = BigInt(slips.length)
  for (let counter = 0; ; counter++) {
    const lines = ['drieslag draw 1', 'slip', ...slips, ...pressed, counter].join('\n')
    const value = BigInt('0x' + (await sha256(text.encode(lines))))
    if (value < WHOLE - (WHOLE % count)) return slips[Number(value % count)]
  }
}
