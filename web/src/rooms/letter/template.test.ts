import { expect, it } from 'vitest'
import { newKey, sums, type TemplateBody } from './template'

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
  controls: [],
  vetoes: [],
  adjusts: [],
  grades: [],
}

it('finds nothing where everything sums, also in halves of a point', () => expect(sums(body)).toEqual([]))

/** The body with the weights of a part's clauses. */
const weighing = (part: number, weight: number, ...clauses: number[]): TemplateBody => ({
  ...body,
  parts: body.parts.map((p, i) =>
    i === part ? { ...p, weight, clauses: clauses.map((w, j) => clause(`${p.key}${j}`, w)) } : p,
  ),
})

it('names the part whose clauses do not sum', () =>
  expect(sums(weighing(0, 60, 20.5, 40))).toEqual([{ part: '安全', want: 60, got: 60.5 }]))

it('says that the parts do not sum to the total, and that the part itself is off', () =>
  expect(sums(weighing(1, 41, 40))).toEqual([
    { part: '消防', want: 41, got: 40 },
    { part: 'total', want: 100, got: 101 },
  ]))

it('counts what is not a number yet as nothing', () =>
  expect(sums(weighing(1, 40, Number('x')))).toEqual([{ part: '消防', want: 40, got: 0 }]))

it('gives a new row a name that no other has', () =>
  expect(newKey([{ key: 'a' }, { key: 'x3' }, { key: 'b' }])).toBe('x4'))
