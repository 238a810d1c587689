import { describe, expect, it } from 'vitest'
import { beyond, owed, tally } from './useMonth'

describe('the calendar of a filter', () => {
  it('counts rows by their due day and leaves out those without one', () => {
    expect([...tally([{ due: '2022-01-20' }, { due: '2022-01-20' }, { due: null }, {}])]).toEqual([['2022-01-20', 2]])
  })
  it('reads on until the page has passed the last day', () => {
    expect(beyond([{ due: '2022-01-20' }], '2022-01-31')).toBe(false)
    expect(beyond([{ due: '2022-01-31' }], '2022-01-31')).toBe(false)
    expect(beyond([{ due: '2022-02-01' }], '2022-01-31')).toBe(true)
    expect(beyond([{ due: '2022-01-20' }, { due: null }], '2022-01-31')).toBe(true)
    expect(beyond([], '2022-01-31')).toBe(false)
  })
  it('drops states that have ended', () => {
    expect(owed({ state: 'closed', topic: 'fire' })).toEqual({ topic: 'fire' })
    expect(owed({ state: 'doing' })).toEqual({ state: 'doing' })
  })
})
