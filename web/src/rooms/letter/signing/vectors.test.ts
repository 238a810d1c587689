import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, utf8 } from './bytes'
import { type Enrolment, holds, makeKey, type Sheet, signSheet } from './device'
import { suiteOf } from './suite'
import { unwrap } from './wrapping'

// What the server's device and this one made, read by both (internal/letter/vectors_test.go).

interface Vector {
  account: string
  secret: string
  enrolment: Enrolment
  private: string
  statement: string
  signature: string
}

const text = '原文'
const cheap = { memory: 512, passes: 2, lanes: 1 } // the cost decides nothing here but the time
const hash = '354b28c85333456866931a77eacdf6cd18d80b79981ccf1f4ca927b84fd99302'
const file = (by: string) => join(import.meta.dirname, `../../../../../testdata/letter-signing-${by}.json`)
const load = (by: string) => JSON.parse(readFileSync(file(by), 'utf8')) as Vector[]

async function make(suite: 'ed25519' | 'sm2-sm3'): Promise<Vector> {
  const secret = `浏览器-${suite}`
  const account = '017e6b5a-0000-7000-8000-00000000000a'
  const enrolment = await makeKey(account, suite, secret, cheap)
  const statement = JSON.stringify({
    format: 'anlan-letter/1',
    letter: 'l',
    sha256: hash,
    role: 'signer',
    key: enrolment.id,
    suite,
  })
  const sheet = { statement, key: enrolment, wrapped: enrolment.wrapped, until: '' } as Sheet
  const act = await signSheet(sheet, { letter: 'l', hash, role: 'signer', text }, secret)
  const seed = await unwrap(enrolment.id, enrolment.wrapped, secret)
  return { account, secret, enrolment, private: toBase64(seed), statement, signature: act.signature }
}

describe.each(['go', 'web'])('what %s made', by => {
  it('opens, signs and holds here', async () => {
    if (by === 'web' && process.env.ANLAN_VECTORS === 'write') {
      writeFileSync(file(by), `${JSON.stringify([await make('ed25519'), await make('sm2-sm3')], null, 1)}\n`)
    }
    for (const v of load(by)) {
      const e = v.enrolment
      const s = await suiteOf(e.suite)
      const key = await unwrap(e.id, e.wrapped, v.secret)
      expect(toBase64(key)).toBe(v.private)
      expect(toBase64(s.publicOf(key))).toBe(e.public)
      const act = { statement: v.statement, signature: v.signature }
      expect(await holds(e.suite, e.public, act)).toBe(true)
      expect(await holds(e.suite, e.public, { ...act, statement: `${v.statement} ` })).toBe(false)
      const again = toBase64(s.sign(key, utf8(v.statement)))
      if (e.suite === 'ed25519') expect(again).toBe(v.signature)
      const possession = {
        format: 'anlan-letter-key/1',
        key: e.id,
        account: v.account,
        suite: e.suite,
        public: e.public,
      }
      expect(s.verify(fromBase64(e.public), utf8(JSON.stringify(possession)), fromBase64(e.proof))).toBe(true)
    }
  }, 60_000)
})
