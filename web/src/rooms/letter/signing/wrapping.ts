import { chance, fromBase64, toBase64, utf8 } from './bytes'

/** A private key under a secret, as letter.Wrapping of the server, which only keeps it. */
export interface Wrapping {
  kdf: 'argon2id'
  memory_kib: number
  passes: number
  lanes: number
  salt: string
  nonce: string
  box: string
}

export interface Cost {
  memory: number
  passes: number
  lanes: number
}

/** What guessing costs, as letter.SecretCost: one to two seconds of a cheap phone (ADR 13). */
export const secretCost: Cost = { memory: 19 * 1024, passes: 2, lanes: 1 }

/** The secret does not open the key. */
export class WrongSecret extends Error {}

/** wrap seals a private key under a secret, bound to the key's identity. */
export async function wrap(id: string, privateKey: Uint8Array, secret: string, cost: Cost): Promise<Wrapping> {
  const salt = chance(16)
  const nonce = chance(24)
  const box = (await cipher(id, await derive(secret, salt, cost), nonce)).encrypt(privateKey)
  return {
    kdf: 'argon2id',
    memory_kib: cost.memory,
    passes: cost.passes,
    lanes: cost.lanes,
    salt: toBase64(salt),
    nonce: toBase64(nonce),
    box: toBase64(box),
  }
}

/** unwrap opens a private key with its owner's secret; whoever asks wipes it after use. */
export async function unwrap(id: string, w: Wrapping, secret: string): Promise<Uint8Array> {
  const cost = { memory: w.memory_kib, passes: w.passes, lanes: w.lanes }
  const key = await derive(secret, fromBase64(w.salt), cost)
  const box = await cipher(id, key, fromBase64(w.nonce))
  try {
    return box.decrypt(fromBase64(w.box))
  } catch {
    throw new WrongSecret()
  }
}

/** derive makes a key of a secret, in pieces between which the screen can move. */
async function derive(secret: string, salt: Uint8Array, cost: Cost): Promise<Uint8Array> {
  const { argon2idAsync } = await import('@noble/hashes/argon2.js')
  const maxmem = 2 ** 30 + 2 ** 20 // more than the server lets any wrapping ask for
  return argon2idAsync(utf8(secret), salt, {
    m: cost.memory,
    t: cost.passes,
    p: cost.lanes,
    dkLen: 32,
    asyncTick: 40,
    maxmem,
  })
}

async function cipher(id: string, key: Uint8Array, nonce: Uint8Array) {
  const { xchacha20poly1305 } = await import('@noble/ciphers/chacha.js')
  return xchacha20poly1305(key, nonce, utf8(id))
}
