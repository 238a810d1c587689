import { describe, expect, it } from 'vitest'
import type { Parcel } from './parcel'
import { exportRescue, rescueName } from './rescue'

const parcel = (id: string, more: Partial<Parcel>): Parcel => ({
  id,
  kind: 'hazard.capture',
  title: '',
  method: 'POST',
  path: '/hazards',
  body: { id: `${id}-record` },
  files: [],
  later: [],
  state: 'waiting',
  share: 0,
  made: 0,
  tries: 0,
  next: 0,
  ...more,
})
const head = { device: 'd', account: 'a', post: 'p', made: 0, offsetMs: null }

async function partsOf(parcels: Parcel[]) {
  const text = await (await exportRescue(parcels, () => undefined, head)).text()
  const lines = text.trim().split('\n')
  return lines.flatMap(l => (JSON.parse(l) as { part?: { id: string; needs: string[] } }).part ?? [])
}

describe('a rescue file', () => {
  it('names what a parcel needs, and puts what opens the way before it, whatever their names', async () => {
    const parts = await partsOf([
      parcel('1', { kind: 'hazard.fix', path: '/matters/m/feedback', after: '3' }),
      parcel('2', { kind: 'hazard.amend', path: '/hazards/x/amend', after: '4' }),
      parcel('3', { kind: 'matter.sign', path: '/matters/m/sign' }),
      parcel('4', {}),
    ])
    expect(parts.map(p => [p.id, p.needs])).toEqual([
      ['3', []],
      ['4', []],
      ['1', []],
      ['2', ['hazard.hazard:4-record']],
    ])
  })
  it('leaves drafts and what was received on the phone', async () => {
    const parts = await partsOf([
      parcel('1', { state: 'draft' }),
      parcel('2', { state: 'received' }),
      parcel('3', { state: 'conflict' }),
      parcel('4', { state: 'returned' }),
      parcel('5', { state: 'uploading', after: '2' }),
    ])
    expect(parts.map(p => [p.id, p.needs])).toEqual([
      ['3', []],
      ['4', []],
      ['5', []],
    ])
  })
})

it('is named by the county’s clock', () => {
  expect(rescueName(Date.parse('2026-11-28T03:29:00Z'))).toBe('anlan-202611281129.anlan')
})
