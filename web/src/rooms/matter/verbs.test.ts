import { describe, expect, it } from 'vitest'
import type { Ask, Detail } from './types'
import { checklist, split } from './verbs'

const detail = (asks: Ask[], photos = 0, documents = 0) =>
  ({ evidence: { kind: 'x', asks, photos, documents } }) as unknown as Detail
const image = { type: 'image/jpeg' }
const paper = { type: 'application/pdf' }

describe('checklist', () => {
  it('counts what was handed in before and what is chosen now', () => {
    const got = checklist(detail([{ kind: 'photo', min: 2, label: '前后对比' }], 1), [image, paper], '')
    expect(got).toEqual([{ label: '前后对比', have: 2, min: 2 }])
  })
  it('knows every kind of the policy', () => {
    const asks = ['note', 'any_file', 'photo', 'document', 'figure'].map(kind => ({ kind, min: 1, label: kind }))
    const have = (files: { type: string }[], text: string) => checklist(detail(asks), files, text).map(m => m.have)
    expect(have([], '   ')).toEqual([0, 0, 0, 0, 0])
    expect(have([image, paper, paper], '参加 126 人，4 个村')).toEqual([1, 3, 1, 2, 2])
  })
})

describe('split', () => {
  it('takes the primary verb apart and keeps the order of the others', () => {
    const can = [
      { verb: 'extension', primary: false },
      { verb: 'feedback', primary: true },
      { verb: 'return', primary: false },
    ] as const
    const { primary, others } = split([...can])
    expect(primary?.verb).toBe('feedback')
    expect(others.map(v => v.verb)).toEqual(['extension', 'return'])
    expect(split([]).primary).toBeUndefined()
  })
})
