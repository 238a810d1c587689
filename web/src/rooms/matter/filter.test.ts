import { describe, expect, it } from 'vitest'
import { addressOf, filterOf, isEmpty, keep, readViews, viewOf, without } from './filter'

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

describe('saved views', () => {
  it('replaces a view of the same name and stays short', () => {
    let list = keep([], '超期', '/matters?lamp=overdue')
    list = keep(list, ' 超期 ', '/matters?lamp=overdue&area=1')
    expect(list).toEqual([{ name: '超期', address: '/matters?lamp=overdue&area=1' }])
    for (let i = 0; i < 30; i++) list = keep(list, `v${i}`, '/matters')
    expect(list).toHaveLength(12)
    expect(list[0]?.name).toBe('v29')
    expect(keep(list, '   ', '/matters')).toBe(list)
  })
  it('reads nothing foreign', () => {
    expect(readViews(null)).toEqual([])
    expect(readViews('{')).toEqual([])
    expect(readViews('{"name":"x"}')).toEqual([])
    expect(readViews('[{"name":"x","address":"https://elsewhere"},{"name":"y","address":"/matters?q=1"}]')).toEqual([
      { name: 'y', address: '/matters?q=1' },
    ])
  })
})
