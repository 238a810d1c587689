import { describe, expect, it } from 'vitest'
import { keep, readViews } from './views'

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
    expect(readViews(null, '/matters')).toEqual([])
    expect(readViews('{', '/matters')).toEqual([])
    expect(readViews('{"name":"x"}', '/matters')).toEqual([])
    expect(
      readViews(
        '[{"name":"x","address":"https://elsewhere"},{"name":"y","address":"/matters?q=1"},{"name":"z","address":"/mattersx"}]',
        '/matters',
      ),
    ).toEqual([{ name: 'y', address: '/matters?q=1' }])
  })
})
