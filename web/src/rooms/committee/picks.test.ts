import { describe, expect, it } from 'vitest'
import { decision as sample } from './decision.sample'
import { entriesOf } from './entries'
import { backOf, pickable, picking, unowned } from './picks'
import type { Decision } from './types'

const decision = (id: string, more: Partial<Decision> = {}) => sample(id, 0, { gaps: ['no_owner'], ...more })

describe('choosing several', () => {
  const order = ['a', 'b', 'c', 'd', 'e']
  const set = (...ids: string[]) => new Set(ids)
  it('turns one over', () => {
    expect(picking(set('a'), order, undefined, 'b', false)).toEqual(set('a', 'b'))
    expect(picking(set('a', 'b'), order, 'b', 'b', false)).toEqual(set('a'))
  })
  it('takes a range with Shift, upwards and downwards, and gives it back the same way', () => {
    expect(picking(set('b'), order, 'b', 'd', true)).toEqual(set('b', 'c', 'd'))
    expect(picking(set('d'), order, 'd', 'a', true)).toEqual(set('a', 'b', 'c', 'd'))
    expect(picking(set('a', 'b', 'c'), order, 'a', 'c', true)).toEqual(set())
  })
  it('takes one alone where the other end is not listed any more', () => {
    expect(picking(set(), order, 'gone', 'c', true)).toEqual(set('c'))
    expect(picking(set(), order, undefined, 'c', true)).toEqual(set('c'))
  })
  it('offers only what can be sent and has not been', () => {
    const all = [
      decision('a'),
      decision('b', { kind: 'slogan' }),
      decision('c', { state: 'sent' }),
      decision('d', { state: 'ticked' }),
    ]
    expect(pickable(entriesOf(all, [{ start: 9, end: 12, text: 'x' }]))).toEqual(['a', 'd'])
    expect(unowned([...all, decision('e', { gaps: ['no_due'] })]).map(d => d.id)).toEqual(['a', 'd'])
  })
})

it('taking a change back writes what stood in the changed fields, the ticks, and nothing else', () => {
  const unit = { id: 'u', name: '永清镇' }
  const was = [
    decision('a', {
      state: 'ticked',
      due: '2026-12-01',
      owners: [{ said: '镇', class: false, units: [unit], choices: [] }],
    }),
    decision('b', { noSuchDay: '2月30日', owners: [{ said: '各乡镇', class: true, units: [unit], choices: [] }] }),
    decision('untouched'),
  ]
  const now = [decision('a', { revision: 7 }), decision('b', { revision: 3 })]
  expect(backOf(was, now, { owners: [{ said: 'x' }], due: '2026-12-31' })).toEqual([
    {
      id: 'a',
      revision: 7,
      back: { ticked: true, noSuchDay: undefined },
      owners: [{ said: '镇', units: ['u'] }],
      due: '2026-12-01',
    },
    { id: 'b', revision: 3, back: { ticked: false, noSuchDay: '2月30日' }, owners: [{ said: '各乡镇' }], due: '' },
  ])
  expect(backOf(was, now, { coOwners: [{ said: 'x' }] })[0]).toEqual({
    id: 'a',
    revision: 7,
    back: { ticked: true, noSuchDay: undefined },
    coOwners: [],
  })
})
