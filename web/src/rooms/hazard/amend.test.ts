import { describe, expect, it } from 'vitest'
import { changed, conflictOf, type Facts, settled } from './amend'

const seen: Facts = {
  text: '配电箱无盖',
  category: 'electric',
  sector: 'gas',
  cause: 'thing',
  clause: '',
  where: '2号机',
  site: '',
}

describe('amending', () => {
  it('sends only what is not as it was seen', () => {
    expect(changed(seen, { ...seen, where: ' 3号机 ', text: '配电箱无盖 ' })).toEqual({ where: '3号机' })
  })
  it('knows a conflict from any other refusal', () => {
    expect(conflictOf(undefined)).toBeUndefined()
    expect(conflictOf({ code: 'hazard_stale', conflict: { current: { revision: 4 }, fields: [] } })).toBeUndefined()
    const fields = [{ field: 'where', base: '2号机', mine: '3号机', theirs: '西侧' }]
    expect(conflictOf({ conflict: { current: { revision: 4 }, fields } })).toEqual({ revision: 4, fields })
  })
  it('lets the other word stand where one chooses so, and nothing else', () => {
    const wanted = { where: '3号机', text: '配电箱破损' }
    expect(settled(wanted, { where: 'theirs' })).toEqual({ text: '配电箱破损' })
    expect(settled(wanted, { where: 'mine' })).toEqual(wanted)
  })
})
