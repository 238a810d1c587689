import dayjs from 'dayjs'
import { describe, expect, it } from 'vitest'
import { lampOf, stuckOf } from './standing'
import type { HazardRow } from './types'

const today = dayjs('2026-11-27T09:00')
const row = (part: Partial<HazardRow>) =>
  ({
    state: 'rectifying',
    overdue: false,
    since: '2026-11-24T01:00:00Z',
    unit: { id: 'u', name: '加油站' },
    checker: { id: 'c', name: '永清镇' },
    ...part,
  }) as HazardRow

describe('the lamp of a hazard', () => {
  it('counts days as people do', () => {
    expect(lampOf(row({ due: '2026-11-27' }), today)).toEqual({ kind: 'soon', days: 0 })
    expect(lampOf(row({ due: '2026-11-30' }), today)).toEqual({ kind: 'soon', days: 3 })
    expect(lampOf(row({ due: '2026-12-01' }), today)).toEqual({ kind: 'normal', days: 4 })
    expect(lampOf(row({ due: '2026-11-24', overdue: true }), today)).toEqual({ kind: 'overdue', days: 3 })
  })
  it('is out when nothing is due', () => {
    expect(lampOf(row({ state: 'closed', due: '2026-11-01' }), today).kind).toBe('closed')
    expect(lampOf(row({ state: 'dropped', due: '2026-11-01' }), today).kind).toBe('none')
    expect(lampOf(row({}), today).kind).toBe('none')
  })
})

describe('who has to move', () => {
  const now = new Date('2026-11-27T02:00:00Z')
  it('names the unit that owes it, and the one that checks it', () => {
    expect(stuckOf(row({}), now)).toEqual({ step: 'rectify', unit: '加油站', days: 3 })
    expect(stuckOf(row({ state: 'rechecking' }), now)).toEqual({ step: 'recheck', unit: '永清镇', days: 3 })
    expect(stuckOf(row({ state: 'rechecking', listed: 'county' }), now)?.step).toBe('accept')
  })
  it('names nobody when it is gone', () => {
    expect(stuckOf(row({ state: 'fixed' }), now)).toBeUndefined()
  })
})
