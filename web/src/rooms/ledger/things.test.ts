import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en.json'
import zh from './zh.json'

/** Every kind of record that the program names in its own source: a new room's kind is missed here, not by an auditor. */
function kindsInSource(): string[] {
  const root = join(__dirname, '../../../../internal')
  const kinds = new Set<string>()
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.go') || name.endsWith('_test.go')) continue
    const text = readFileSync(join(root, name), 'utf8')
    for (const found of text.matchAll(/\bRef[A-Z]\w*\s*=\s*"([a-z]+\.[a-z]+)"|\bRef\{Kind: "([a-z]+\.[a-z]+)"/g)) {
      kinds.add(found[1] ?? found[2] ?? '')
    }
  }
  return [...kinds].sort()
}

const said = (words: Record<string, Record<string, string>>, kind: string) => {
  const [room = '', thing = ''] = kind.split('.')
  return words[room]?.[thing]
}

describe('the object of an entry', () => {
  const kinds = kindsInSource()
  it('is found in the source', () => expect(kinds).toContain('registry.place'))
  it('has words in both languages', () => {
    expect(kinds.filter(k => !said(zh.thing, k) || !said(en.thing, k))).toEqual([])
  })
})
