import { describe, expect, it } from 'vitest'
import { afterOf } from './compare'
import type { Detail, Happening } from './types'

const picture = (hash: string) => ({ hash, at: '2026-11-27T01:00:00Z' })
const hazard = (part: Partial<Detail>) => ({ photos: [picture('before')], ...part }) as Detail
const node = (kind: string, ...files: [string, string][]) =>
  ({
    kind,
    at: '2026-11-26T01:00:00Z',
    files: files.map(([hash, type]) => ({ hash, type, name: hash, size: 1 })),
  }) as Happening

describe('the picture after', () => {
  it('is that of the check before that of the work', () => {
    const recheck = { pass: true, text: '', visit: true, by: '', unit: '', at: '', photos: [picture('check')] }
    const story = [node('matter.fed_back', ['work', 'image/jpeg'])]
    expect(afterOf(hazard({ recheck }), story).map(p => p.hash)).toEqual(['check'])
  })
  it('is the last picture that came with the work, and no paper', () => {
    const story = [
      node('matter.fed_back', ['old', 'image/png']),
      node('matter.fed_back.final', ['before', 'image/png'], ['new', 'image/png'], ['list', 'application/pdf']),
      node('matter.fed_back', ['list2', 'application/pdf']),
    ]
    expect(afterOf(hazard({}), story).map(p => p.hash)).toEqual(['new'])
  })
  it('is missing while nobody has shown anything', () => {
    expect(afterOf(hazard({}), [])).toEqual([])
  })
})
