import { ed25519 } from '@noble/curves/ed25519.js'
import { chance } from './bytes'
import type { Suite } from './suite'

/** Ed25519 (RFC 8032); the private key is its seed. */
export const edwards: Suite = {
  generate: () => chance(32),
  publicOf: seed => ed25519.getPublicKey(seed),
  sign: (seed, message) => ed25519.sign(message, seed),
  verify: (key, message, signature) => ed25519.verify(signature, message, key, { zip215: false }),
}
