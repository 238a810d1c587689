import { expect, it } from 'vitest'
import { weakness } from '../useSigning'
import { AnotherText, type Meant, makeKey, type Sheet, signSheet } from './device'
import { unwrap, WrongSecret } from './wrapping'

const cheap = { memory: 64, passes: 1, lanes: 1 }
const secret = '清水-2022-签字'
const text = '原文'
const hash = '354b28c85333456866931a77eacdf6cd18d80b79981ccf1f4ca927b84fd99302'
const meant: Meant = { letter: 'l', hash, role: 'signer', text }

async function laid(change: object = {}): Promise<Sheet> {
  const key = await makeKey('a', 'ed25519', secret, cheap)
  const statement = {
    format: 'anlan-letter/1',
    letter: 'l',
    sha256: hash,
    role: 'signer',
    key: key.id,
    suite: 'ed25519',
  }
  return { statement: JSON.stringify({ ...statement, ...change }), key, wrapped: key.wrapped, until: '' }
}

it('nothing is signed that its signer has not seen', async () => {
  await expect(signSheet(await laid(), meant, secret)).resolves.toHaveProperty('signature')
  const other = '0'.repeat(64)
  const changes = [
    { letter: 'm' },
    { sha256: other },
    { role: 'issuer' },
    { key: 'k' },
    { suite: 'sm2-sm3' },
    { format: 'x' },
  ]
  for (const change of changes) {
    await expect(signSheet(await laid(change), meant, secret), JSON.stringify(change)).rejects.toThrow(AnotherText)
  }
  await expect(signSheet(await laid(), { ...meant, text: `${text}。` }, secret)).rejects.toThrow(AnotherText)
  await expect(signSheet(await laid({ sha256: other }), { ...meant, hash: other }, secret)).rejects.toThrow(AnotherText)
  const stranger = await makeKey('a', 'ed25519', secret, cheap)
  const sheet = await laid()
  const swapped = { ...sheet, key: { ...sheet.key, public: stranger.public } }
  await expect(signSheet(swapped, meant, secret)).rejects.toThrow(AnotherText)
}, 60_000)

it('a key opens with its secret only, and only as the key that it is', async () => {
  const sheet = await laid()
  await expect(signSheet(sheet, meant, `${secret}。`)).rejects.toThrow(WrongSecret)
  await expect(unwrap('another', sheet.wrapped, secret)).rejects.toThrow(WrongSecret)
  const [one, two] = [await makeKey('a', 'sm2-sm3', secret, cheap), await makeKey('a', 'sm2-sm3', secret, cheap)]
  expect(one.wrapped.box).not.toBe(two.wrapped.box)
  expect(one.public).not.toBe(two.public)
}, 60_000)

it('weak secrets are refused before a key is made', () => {
  for (const weak of ['', '1234567', '11111111', '安安安安安安安安', 'a'.repeat(201)])
    expect(weakness(weak, {})).toBe('weak')
  expect(weakness('correct horse', { password: 'correct horse' })).toBe('same')
  expect(weakness('correct horse', { code: '123456' })).toBeUndefined()
  expect(weakness('我的签名口令一二三', { password: 'correct horse' })).toBeUndefined()
})
