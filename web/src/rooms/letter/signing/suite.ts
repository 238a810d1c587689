/**
 * A way to sign, as letter.Suite of the server: the same two, under the same names. Written in plain
 * JavaScript, for browsers without Ed25519 of their own and pages on plain http.
 */
export interface Suite {
  /** A new private key, 32 bytes. */
  generate: () => Uint8Array
  publicOf: (privateKey: Uint8Array) => Uint8Array
  sign: (privateKey: Uint8Array, message: Uint8Array) => Uint8Array
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
}

export type SuiteName = 'ed25519' | 'sm2-sm3'

/** suiteOf brings the one suite that is needed. */
export async function suiteOf(name: SuiteName): Promise<Suite> {
  return name === 'sm2-sm3' ? (await import('./sm2')).sm2 : (await import('./ed25519')).edwards
}
