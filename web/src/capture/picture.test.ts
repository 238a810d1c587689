import { describe, expect, it } from 'vitest'
import { sha256 } from './hash'
import { lines } from './picture'
import { metres } from './place'

const words = { uncalibrated: '离线未校时', gallery: '非现场拍摄' }
const stamp = {
  time: '2026-01-17 14:05:12',
  calibrated: true,
  place: '永清镇·××加油站',
  who: '永清镇安监站',
  point: { lon: 106.14, lat: 34.75, accuracy: 8 },
  gallery: false,
}

describe('the band below a picture', () => {
  it('says when, where, who and the end of the hash', () => {
    expect(lines(stamp, `${'ab'.repeat(29)}a3f9c2`, words)).toEqual([
      '2026-01-17 14:05:12',
      '永清镇·××加油站  34.75000N 106.14000E ±8m',
      '永清镇安监站  #A3F9C2',
    ])
  })
  it('admits a clock that nobody set and a picture from the gallery', () => {
    const said = lines(
      { ...stamp, calibrated: false, gallery: true, point: undefined, place: '' },
      '0'.repeat(64),
      words,
    )
    expect(said[0]).toBe('2026-01-17 14:05:12  离线未校时  非现场拍摄')
    expect(said).toHaveLength(2)
  })
})

describe('measures', () => {
  it('knows the SHA-256 of a file', async () => {
    expect(await sha256(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
  it('knows a distance', () => {
    expect(Math.round(metres({ lon: 106, lat: 34 }, { lon: 106, lat: 34.001 }))).toBe(111)
  })
})
