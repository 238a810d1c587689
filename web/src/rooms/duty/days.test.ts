import { describe, expect, it } from 'vitest'
import type { Shift } from './data'
import { endOf, instant, linesOf, stretch, turn } from './days'

describe('stretch', () => {
  it('begins a week on Monday, also seen from Sunday', () => {
    expect(stretch('2026-11-29', 'week')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(stretch('2026-11-23', 'week')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
  })
  it('knows the length of a month', () => {
    expect(stretch('2028-02-29', 'month')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })
})

describe('turn', () => {
  it('goes over the year', () => {
    expect(turn('2026-12-31', 'week', 1)).toBe('2027-01-04')
    expect(turn('2026-12-31', 'month', 1)).toBe('2027-01-01')
    expect(turn('2026-01-31', 'month', -1)).toBe('2025-12-01')
  })
})

describe('endOf', () => {
  it('is on the next day unless the clock is later', () => {
    expect(endOf('2026-11-30', '08:30', '18:00')).toBe(instant('2026-11-30', '18:00'))
    expect(endOf('2026-11-30', '18:00', '08:30')).toBe(instant('2026-12-01', '08:30'))
    expect(endOf('2026-11-30', '08:30', '08:30')).toBe(instant('2026-12-01', '08:30'))
  })
})

describe('linesOf', () => {
  it('puts gaps where somebody is missing', () => {
    const shift = (id: string, starts: string, ends: string) => ({ id, starts, ends }) as Shift
    const a = shift('a', '2026-11-27T08:30:00.000+08:00', '2026-11-28T08:30:00.000+08:00')
    const b = shift('b', '2026-11-29T08:30:00.000+08:00', '2026-11-30T08:30:00.000+08:00')
    const lines = linesOf([a, b], [{ from: a.ends, to: b.starts }])
    expect(lines.map(l => l.shift?.id ?? 'gap')).toEqual(['a', 'gap', 'b'])
  })
})
