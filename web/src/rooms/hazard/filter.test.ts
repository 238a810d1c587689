import { describe, expect, it } from 'vitest'
import { addressOf, filterOf, isEmpty, isPlain, isSet, quick, viewOf } from './filter'

describe('the filter in the address', () => {
  it('takes only what chooses hazards', () => {
    expect(filterOf({ grade: 'major', view: 'board', utm: 'x', q: ' 配电箱 ' })).toEqual({
      grade: 'major',
      q: '配电箱',
    })
  })
  it('comes back from its own address', () => {
    const filter = { state: 'open', area: '620521100', overdue: 'true', q: '通道&堵' }
    const query = Object.fromEntries(new URLSearchParams(addressOf(filter, 'map').split('?')[1]))
    expect(filterOf(query)).toEqual(filter)
    expect(viewOf(query)).toBe('map')
  })
  it('gives equal filters one address and knows when nothing is left', () => {
    expect(addressOf({ q: 'a', grade: 'major' })).toBe(addressOf({ grade: 'major', q: 'a' }))
    expect(addressOf({})).toBe('/hazards')
    expect(isEmpty(filterOf({ q: '  ' }))).toBe(true)
  })
  it('knows which lists the kept figures count', () => {
    expect([{}, { state: 'open' }, { state: 'open', area: '620521100' }].map(isPlain)).toEqual([true, true, true])
    expect([{ state: 'closed' }, { grade: 'major' }, { state: 'open', q: '门' }].map(isPlain)).toEqual([
      false,
      false,
      false,
    ])
  })
  it('knows which switches are on', () => {
    const on = quick.filter(s => isSet({ grade: 'major', overdue: 'true' }, s.set)).map(s => s.key)
    expect(on).toEqual(['overdue', 'major'])
  })
})
