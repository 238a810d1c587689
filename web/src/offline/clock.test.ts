import { describe, expect, it } from 'vitest'
import { countyTime, measured } from './clock'

describe('clock', () => {
  it('corrects a phone that is a year off', () => {
    const year = 365 * 24 * 3600_000
    const m = measured({ sent: 1_000_000, answered: 1_000_200, county: 1_000_100 + year })
    expect(m?.offset).toBe(year)
    expect(countyTime(m, 1_060_000)).toEqual({ at: 1_060_000 + year, offset: year })
  })
  it('admits what it does not know', () => {
    expect(countyTime(undefined, 5)).toEqual({ at: 5, offset: null })
    const m = measured({ sent: 9e12, answered: 9e12 + 10, county: 9e12 })
    expect(countyTime(m, 8e12).offset).toBeNull() // the clock was set back after it was measured
    expect(countyTime(m, 9e12 + 8 * 24 * 3600_000).offset).toBeNull()
    expect(measured({ sent: 0, answered: 30_000, county: 0 })).toBeUndefined()
  })

  it('is right on a phone that is a year behind, and unknown once somebody has set it', () => {
    const year = 365 * 24 * 3600_000
    const m = measured({ sent: 1000, answered: 1100, county: 1050 + year })
    expect(countyTime(m, 2000)).toEqual({ at: 2000 + year, offset: year })
    expect(countyTime(m, 2000 + year)).toEqual({ at: 2000 + year, offset: null })
    expect(countyTime({ offset: 5, at: year }, 1000)).toEqual({ at: 1000, offset: null })
  })
})
