import { describe, expect, it } from 'vitest'
import type { Parcel } from '@/offline/parcel'
import { type KeptHazard, toCheck, waitsStill } from './mine'
import { givenBefore, vouchOf } from './vouch'

const hazard: KeptHazard = {
  id: 'h1',
  number: 'YH-1',
  text: '灯具无罩',
  state: 'closed',
  grade: 'general',
  category: 'electric',
  parts: ['check'],
  found: '2026-01-01T00:00:00Z',
  can: ['vouch'],
  revision: 7,
}

describe('answering doubts after the end', () => {
  it('says on the sight of which revision it was given', () => {
    expect(vouchOf(hazard, ' 到场看过 ', 'p1', 1)).toMatchObject({
      id: 'p1',
      path: '/hazards/h1/vouch',
      body: { reason: '到场看过', revision: 7 },
    })
  })
  it('is work of whoever looks again, as long as it may be answered', () => {
    expect(toCheck(hazard)).toBe(true)
    expect(toCheck({ ...hazard, can: [] })).toBe(false)
    expect(toCheck({ ...hazard, can: [], state: 'rechecking' })).toBe(true)
  })
  it('is not given twice, and taken up again when it came back', () => {
    const sent = (state: Parcel['state'], path = '/hazards/h1/vouch') => ({ path, state }) as Parcel
    expect(givenBefore(hazard, [sent('waiting')])).toMatchObject({ waits: true, back: undefined })
    expect(givenBefore(hazard, [sent('conflict')])).toMatchObject({ waits: false, back: { state: 'conflict' } })
    expect(givenBefore(hazard, [sent('received'), sent('waiting', '/hazards/h2/vouch')])).toEqual({ waits: false })
  })
})

describe('pictures that wait to be compared', () => {
  it('wait until the county has come to them, whether or not the hazard changed since', () => {
    expect(waitsStill({ shown: 90 }, 89)).toBe(true)
    expect(waitsStill({ shown: 90 }, 90)).toBe(false)
    expect(waitsStill({}, 0)).toBe(false)
    expect(waitsStill({ shown: 90 })).toBe(true)
  })
})
