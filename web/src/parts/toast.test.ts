import { expect, test } from 'vitest'
import { stacked } from './Toast'

interface Step {
  about?: string
  n: number
}

test('of two steps about the same thing only the last stands', () => {
  const list: Step[] = [{ about: 'source 1', n: 1 }, { n: 2 }]
  expect(stacked(list, { about: 'source 1', n: 3 }).map(t => t.n)).toEqual([2, 3])
  expect(stacked(list, { about: 'source 2', n: 3 }).map(t => t.n)).toEqual([1, 2, 3])
  expect(stacked(list, { n: 3 }).map(t => t.n)).toEqual([1, 2, 3])
})

test('three stand at the most', () => {
  const list: Step[] = [{ n: 1 }, { n: 2 }, { n: 3 }]
  expect(stacked(list, { n: 4 }).map(t => t.n)).toEqual([2, 3, 4])
})
