import { describe, expect, it } from 'vitest'
import { isMonth, moveDay, shiftMonth, weeksOf } from './calendar'

describe('weeksOf', () => {
  it('covers every day of the month once, in whole weeks from Monday', () => {
    for (const month of ['2022-02', '2024-02', '2026-11', '2021-02', '2022-01', '2023-10']) {
      const cells = weeksOf(month).flat()
      expect(cells.length % 7).toBe(0)
      const inside = cells.filter(c => c.inMonth).map(c => c.day)
      const [year = 0, m = 0] = month.split('-').map(Number)
      expect(inside.length).toBe(new Date(Date.UTC(year, m, 0)).getUTCDate())
      expect(new Set(inside).size).toBe(inside.length)
      expect(inside.every(day => day.startsWith(month))).toBe(true)
      expect(new Date(`${cells[0]?.day}T00:00:00Z`).getUTCDay()).toBe(1)
    }
  })
  it('needs only four weeks for a February that starts on a Monday', () => {
    expect(weeksOf('2021-02')).toHaveLength(4)
  })
})

describe('walking', () => {
  it('crosses ends of months and years', () => {
    expect(moveDay('2022-01-31', 1)).toBe('2022-02-01')
    expect(moveDay('2024-02-28', 1)).toBe('2024-02-29')
    expect(moveDay('2022-01-01', -7)).toBe('2021-12-25')
    expect(shiftMonth('2022-01', -1)).toBe('2021-12')
    expect(shiftMonth('2022-12', 1)).toBe('2023-01')
  })
  it('knows a month from other words', () => {
    expect(isMonth('2022-13')).toBe(false)
    expect(isMonth('2022-00')).toBe(false)
    expect(isMonth('2022-1')).toBe(false)
    expect(isMonth(undefined)).toBe(false)
    expect(isMonth('2022-09')).toBe(true)
  })
})
