import { expect, it } from 'vitest'
import { marksOf } from './river'
import type { Happening } from './types'

const node = (id: string, kind: string, at: string, part: Partial<Happening> = {}) =>
  ({ id, kind, at, by: 'person', ...part }) as Happening

it('keeps the old stamp as a scar and lights what came late', () => {
  const story = [
    node('1', 'hazard.closed', '2026-11-01T02:00:00Z', { stamp: 'closed' }),
    node('2', 'hazard.reopened', '2026-11-02T02:00:00Z'),
    node('3', 'matter.urged', '2026-11-20T16:30:00Z', { by: 'clock' }),
    node('4', 'hazard.closed', '2026-11-21T02:00:00Z', { stamp: 'closed' }),
  ]
  const marks = marksOf(story, { state: 'closed', due: '2026-11-20' })
  expect(marks.get('1')).toEqual({ stamp: 'scar', tone: 'plain' })
  expect(marks.get('3')).toEqual({ tone: 'overdue' }) // half past midnight of the day after, in the county
  expect(marks.get('4')).toEqual({ stamp: 'closed', tone: 'plain' })
  expect(marksOf(story, { state: 'rectifying' }).get('4')?.stamp).toBe('scar')
})
