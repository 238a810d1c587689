import { describe, expect, it } from 'vitest'
import { addressOf, filterOf, isEmpty, viewOf, without } from './filter'

describe('the filter in the address', () => {
  it('takes only what chooses matters', () => {
    expect(filterOf({ lamp: 'overdue', view: 'board', utm: 'x', q: ' 加油站 ' })).toEqual({
      lamp: 'overdue',
      q: '加油站',
    })
  })
  it('comes back from its own address', () => {
    const filter = { area: '620521100', lamp: 'soon', q: '来清 返清&' }
    const query = Object.fromEntries(new URLSearchParams(addressOf(filter, 'calendar').split('?')[1]))
    expect(filterOf(query)).toEqual(filter)
    expect(viewOf(query)).toBe('calendar')
  })
  it('gives equal filters one address', () => {
    expect(addressOf({ q: 'a', lamp: 'soon' })).toBe(addressOf({ lamp: 'soon', q: 'a' }))
    expect(addressOf({})).toBe('/matters')
  })
  it('falls back to the table for a view nobody knows', () => {
    expect(viewOf({ view: 'globe' })).toBe('table')
  })
  it('drops names and knows when nothing is left', () => {
    expect(isEmpty(without({ lamp: 'soon' }, 'lamp'))).toBe(true)
    expect(isEmpty(filterOf({ q: '   ' }))).toBe(true)
  })
})
