import { sm2 as library } from 'sm-crypto-v2'
import { chance, fromHex, toHex } from './bytes'
import type { Suite } from './suite'

/** The order of the curve less two: a private key lies between 1 and this (GB/T 32918.1). */
const most = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121')

/** SM2 over the SM3 digest with the default identity (GB/T 32918, GB/T 32905): keys as 04‖X‖Y, signatures as DER. */
export const sm2: Suite = {
  generate() {
    for (;;) {
      const key = chance(32)
      const n = BigInt(`0x${toHex(key)}`)
      if (n > BigInt(0) && n <= most) return key
    }
  },
  publicOf: key => fromHex(library.getPublicKeyFromPrivateKey(toHex(key))),
  sign: (key, message) => fromHex(library.doSignature(message, toHex(key), { hash: true, der: true })),
  verify: (key, message, signature) =>
    library.doVerifySignature(message, toHex(signature), toHex(key), { hash: true, der: true }),
}
