import { describe, expect, it } from 'vitest'
import { marksOf, standings } from './river'
import type { Happening } from './types'

const happening = (id: string, kind: string, by: Happening['by'] = 'person'): Happening => ({
  id,
  kind,
  by,
  pos: Number(id),
  at: '2022-01-17T06:05:00Z',

  title: kind,
})
const twice = [
  happening('1', 'matter.opened'),
  happening('2', 'matter.closed'),
  happening('3', 'matter.reopened'),
  happening('4', 'matter.urged', 'clock'),
  happening('5', 'matter.closed'),
]
const stamps = (list: Happening[], state: Parameters<typeof marksOf>[1]) => {
  const marks = marksOf(list, state)
  return list.map(h => marks.get(h.id)?.stamp)
}

describe('marksOf', () => {
  it('stamps the last closing and keeps the first as a scar', () => {
    expect(stamps(twice, 'closed')).toEqual([undefined, 'scar', undefined, undefined, 'closed'])
  })
  it('leaves only a scar on a matter that was reopened', () => {
    expect(stamps(twice.slice(0, 3), 'doing')).toEqual([undefined, 'scar', undefined])
  })
  it('shows lateness for what a clock did after the deadline, and for nothing else', () => {
    const list = [
      { ...happening('1', 'matter.urged', 'clock'), at: '2022-01-16T01:00:00.000Z' },
      { ...happening('2', 'matter.urged', 'clock'), at: '2022-01-19T01:00:00.000Z' },
      { ...happening('3', 'matter.urged'), at: '2022-01-19T01:00:00.000Z' },
    ]
    const tones = (deadline?: string) => {
      const marks = marksOf(list, 'doing', deadline)
      return list.map(h => marks.get(h.id)?.tone)
    }
    expect(tones('2022-01-17T23:59:59.999+08:00')).toEqual(['plain', 'overdue', 'plain'])
    expect(tones()).toEqual(['plain', 'plain', 'plain'])
  })
})

describe('standings', () => {
  const rung = (done: boolean) => ({ key: 'x', label: 'x', done })
  it('names exactly one next rung, or none at the top', () => {
    expect(standings([rung(true), rung(false), rung(false)])).toEqual(['done', 'next', 'later'])
    expect(standings([rung(true)])).toEqual(['done'])
    expect(standings([])).toEqual([])
  })
})
