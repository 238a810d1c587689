import { describe, expect, it } from 'vitest'
import { decision } from './decision.sample'
import { entriesOf, shown, step, tickable, totals, undated } from './entries'
import type { Owner } from './types'

const unit = (id: string) => ({ id, name: id })
const owner = (...ids: string[]): Owner => ({ said: '', class: false, units: ids.map(unit), choices: [] })
const ids = (list: { id: string }[]) => list.map(e => e.id)

describe('entries', () => {
  const list = entriesOf(
    [decision('b', 20), decision('hand', -1), decision('a', 3), decision('s', 40, { kind: 'slogan' })],
    [{ start: 10, end: 15, text: 'x' }],
  )
  it('follow the text, and what came by hand goes last', () => {
    expect(ids(list)).toEqual(['a', 'loose-10-15', 'b', 's', 'hand'])
  })
  it('are filtered by what is to be done', () => {
    expect(ids(shown(list, 'loose'))).toEqual(['loose-10-15'])
    expect(ids(shown(list, 'found'))).toEqual(['a', 'b', 's', 'hand'])
    expect(ids(shown(list, 'sendable'))).toEqual(['a', 'b', 'hand'])
    const gaps = entriesOf(
      [decision('g', 1, { gaps: ['no_due'] }), decision('sent', 2, { gaps: ['no_due'], state: 'sent' })],
      [],
    )
    expect(ids(shown(gaps, 'gaps'))).toEqual(['g'])
  })
  it('are walked without falling off', () => {
    const at = (id: string) => list.find(e => e.id === id)
    expect(step(list, undefined, 1)).toBe('a')
    expect(step(list, at('a'), -1)).toBe('a')
    expect(step(list, at('a'), 1)).toBe('loose-10-15')
    expect(step(list, at('hand'), 1)).toBe('hand')
    expect(step([], at('a'), 1)).toBeUndefined()
  })
  it('are entered from a sentence that is filtered out', () => {
    const found = shown(list, 'found')
    const sentence = list.find(e => e.id === 'loose-10-15')
    expect(step(found, sentence, 1)).toBe('b')
    expect(step(found, sentence, -1)).toBe('a')
    expect(step(shown(list, 'loose'), list.at(-1), 1)).toBe('loose-10-15')
  })
})

describe('totals', () => {
  it('count each unit of what is ticked once', () => {
    const got = totals([
      decision('a', 1, { state: 'ticked', owners: [owner('u1', 'u2')], coOwners: [owner('u3')] }),
      decision('b', 2, { state: 'ticked', owners: [owner('u2')] }),
      decision('c', 3, { owners: [owner('u9')], gaps: ['no_due'] }),
      decision('d', 4, { kind: 'slogan', gaps: ['no_owner'] }),
    ])
    expect(got).toEqual({ tasks: 3, ticked: 2, units: 3, gaps: 1 })
  })
  it('tick at once only what nothing hinders and what repeats nothing', () => {
    const twin = { matter: 'm', number: '', title: '', unit: unit('u'), shared: '', why: '' }
    const list = [
      decision('ok', 1),
      decision('gap', 2, { gaps: ['no_owner'] }),
      decision('open', 2, { gaps: ['no_due'] }),
      decision('twin', 3, { duplicates: [twin] }),
      decision('slogan', 4, { kind: 'slogan' }),
      decision('done', 5, { state: 'sent' }),
    ]
    expect(ids(tickable(list))).toEqual(['ok', 'open'])
    expect(ids(undated(list))).toEqual(['open'])
    expect(ids(undated([decision('unreal', 6, { gaps: ['no_such_day'] })]))).toEqual(['unreal'])
  })
})
