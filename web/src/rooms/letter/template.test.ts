import { expect, it } from 'vitest'
import { change, sums, type TemplateBody } from './template'

const clause = (key: string, weight: number) => ({ key, zh: key, en: key, weight, how: 'self' })
const body: TemplateBody = {
  kind: 'village',
  zh: '村',
  en: 'Village',
  total: 100,
  parts: [
    { key: 'safety', zh: '安全', en: 'Safety', weight: 60, clauses: [clause('a', 20.5), clause('b', 39.5)] },
    { key: 'fire', zh: '消防', en: 'Fire', weight: 40, clauses: [clause('c', 40)] },
  ],
  vetoes: [],
  adjusts: [],
  grades: [],
}

it('finds nothing where everything sums, also in halves of a point', () => expect(sums(body)).toEqual([]))

it('names the part whose clauses do not sum', () =>
  expect(sums(change(body, 0, 1, { weight: 40 }))).toEqual([{ part: '安全', want: 60, got: 60.5 }]))

it('says that the parts do not sum to the total, and that the part itself is off', () =>
  expect(sums(change(body, 1, -1, { weight: 41 }))).toEqual([
    { part: '消防', want: 41, got: 40 },
    { part: 'total', want: 100, got: 101 },
  ]))

it('leaves the first one as it was', () => {
  change(body, 0, 0, { weight: 1 })
  expect(body.parts[0]?.clauses[0]?.weight).toBe(20.5)
})
