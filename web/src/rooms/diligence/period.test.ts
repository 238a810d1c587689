import { describe, expect, it } from 'vitest'
import { countyNow } from '@/app/time'
import { months, periodOf } from './period'

const on = (day: string) => countyNow(new Date(`${day}T10:00:00+08:00`))

describe('periods of a book', () => {
  it('offers fifteen months, across the new year', () => {
    const list = months(on('2026-01-31'))
    expect(list).toHaveLength(15)
    expect(list[0]?.value).toBe('2026-01')
    expect(list[1]?.value).toBe('2025-12')
    expect(list[14]?.value).toBe('2024-11')
  })
  it('means whole months, but no day that has not come', () => {
    expect(periodOf('2026-01', on('2026-11-27'))).toEqual({ from: '2026-01-01', to: '2026-01-31' })
    expect(periodOf('2024-02', on('2026-11-30'))).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(periodOf('2026-11', on('2026-11-27'))).toEqual({ from: '2026-11-01', to: '2026-11-27' })
    expect(periodOf('30d', on('2026-03-01'))).toEqual({ from: '2026-01-31', to: '2026-03-01' })
    expect(periodOf('year', on('2026-03-01'))).toEqual({ from: '2026-01-01', to: '2026-03-01' })
    expect(periodOf('days', on('2026-03-01'))).toBeUndefined()
  })
})
