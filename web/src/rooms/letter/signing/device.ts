import { uuidv7 } from '@/app/uuid'
import { fromBase64, toBase64, toHex, utf8 } from './bytes'
import { type SuiteName, suiteOf } from './suite'
import { type Cost, secretCost, unwrap, type Wrapping, wrap } from './wrapping'

// The signer's own device. Neither the secret nor the private key in the open leaves this folder: what is
// sent is a wrapped key, a public key, signatures. letter.Device of the server does the same in Go; the files
// letter-signing-*.json in testdata hold both to each other.

/** What is sent to enrol a key. */
export interface Enrolment {
  id: string
  suite: SuiteName
  public: string
  wrapped: Wrapping
  proof: string
}

/** What the server lays before the device: the exact bytes to sign, and the key under its owner's secret. */
export interface Sheet {
  statement: string
  key: { id: string; suite: SuiteName; public: string }
  wrapped: Wrapping
  until: string
}

export interface Act {
  statement: string
  signature: string
}

/** What the signer has seen and means to sign. */
export interface Meant {
  letter: string
  hash: string
  role: string
  text: string
}

/** What was laid is not what the signer saw: nothing is signed. */
export class AnotherText extends Error {}

/** makeKey makes a key of an account, with the proof that whoever enrols it holds it. */
export async function makeKey(
  account: string,
  suite: SuiteName,
  secret: string,
  cost: Cost = secretCost,
): Promise<Enrolment> {
  const s = await suiteOf(suite)
  const id = uuidv7()
  const privateKey = s.generate()
  try {
    const publicKey = toBase64(s.publicOf(privateKey))
    const possession = { format: 'anlan-letter-key/1', key: id, account, suite, public: publicKey }
    const proof = toBase64(s.sign(privateKey, utf8(JSON.stringify(possession))))
    return { id, suite, public: publicKey, wrapped: await wrap(id, privateKey, secret, cost), proof }
  } finally {
    privateKey.fill(0)
  }
}

/** signSheet signs what was laid, if it is what the signer has seen and the key is the enrolled one. */
export async function signSheet(sheet: Sheet, meant: Meant, secret: string): Promise<Act> {
  if (!(await says(sheet, meant))) throw new AnotherText()
  const s = await suiteOf(sheet.key.suite)
  const privateKey = await unwrap(sheet.key.id, sheet.wrapped, secret)
  try {
    const publicKey = s.publicOf(privateKey)
    if (toBase64(publicKey) !== sheet.key.public) throw new AnotherText()
    const act = { statement: sheet.statement, signature: toBase64(s.sign(privateKey, utf8(sheet.statement))) }
    if (!(await holds(sheet.key.suite, sheet.key.public, act))) throw new Error('the signature does not hold')
    return act
  } finally {
    privateKey.fill(0)
  }
}

/** says tells whether the bytes to sign name the text on the screen, this letter, this side and this key. */
async function says(sheet: Sheet, meant: Meant): Promise<boolean> {
  const { sha256 } = await import('@noble/hashes/sha2.js')
  const shown = toHex(sha256(utf8(meant.text)))
  const st = JSON.parse(sheet.statement) as Record<string, unknown>
  return (
    st.format === 'anlan-letter/1' &&
    st.letter === meant.letter &&
    st.sha256 === meant.hash &&
    shown === meant.hash &&
    st.role === meant.role &&
    st.key === sheet.key.id &&
    st.suite === sheet.key.suite
  )
}

/** holds tells whether a signature is the key's over exactly this statement. */
export async function holds(suite: SuiteName, publicKey: string, act: Act): Promise<boolean> {
  const s = await suiteOf(suite)
  try {
    return s.verify(fromBase64(publicKey), utf8(act.statement), fromBase64(act.signature))
  } catch {
    return false
  }
}
