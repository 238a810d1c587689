import { describe, expect, it } from 'vitest'
import { begin, bodyOf, missing, parcelOf } from './draft'

const shot = { hash: 'a', original: 'b', at: 0 }
const full = { ...begin(0, 100, 'site-1'), photos: [shot], category: 'electric' }

describe('a capture', () => {
  it('needs a picture, a place and a category, and no typing', () => {
    expect(missing(begin(0, null), '')).toEqual(['photo', 'site', 'category', 'text'])
    expect(missing(full, '用电安全')).toEqual([])
    expect(bodyOf(full, '用电安全', 0).text).toBe('用电安全')
  })
  it('asks for the picture after when it was put right on the spot', () => {
    expect(missing({ ...full, fixedOnSpot: true }, 'x')).toEqual(['after'])
    const done = { ...full, fixedOnSpot: true, fixed: [{ ...shot, hash: 'c' }], days: 3 }
    const body = bodyOf(done, 'x', 0)
    expect(body.fixed?.photos).toHaveLength(1)
    expect(body.due).toBeUndefined()
    expect(parcelOf(done, 't', 'waiting', body).files).toEqual(['a', 'c'])
  })
  it('counts days in the county, where it is tomorrow already', () => {
    expect(bodyOf({ ...full, days: 3 }, 'x', Date.parse('2026-01-16T17:00:00Z')).due).toBe('2026-01-20')
  })
  it('stays whole as a draft', () => {
    const p = parcelOf(full, 't', 'draft', undefined)
    expect(p.body).toEqual(full)
    expect(p.id).toBe(full.id)
  })
})
