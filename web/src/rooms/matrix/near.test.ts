import { expect, test } from 'vitest'
import type { Near, NearFact } from './finding'
import { nearWords } from './near'

const say = (key: string, v: Record<string, unknown> = {}) =>
  key === 'comma' ? ',' : key === 'near.at' ? ` in ${v.place}` : `${key} ${v.sector}${v.at} (${v.axis})`

const fact = (why: NearFact['why'], sector: string, place?: string): NearFact => ({
  why,
  axisName: 'A',
  sector: sector ? { id: sector, name: sector } : null,
  place,
})

test('the places of one thing stand in one sentence, and what speaks of all is said without a sector', () => {
  const near = {
    facts: [fact('place', '', 'north'), fact('place', '', 'south'), fact('sibling', 'malls'), fact('sibling', 'inns')],
  } as Near
  expect(nearWords(near, say)).toEqual([
    'near.all.place  in north,south (A)',
    'near.why.sibling malls (A)',
    'near.why.sibling inns (A)',
  ])
})
