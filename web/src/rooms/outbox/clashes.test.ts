import { describe, expect, it } from 'vitest'
import type { Parcel } from '@/offline/parcel'
import { clashesOf, settled } from './clashes'

const parcel = {
  body: { base: 3, text: '甲', where: '门口' },
  theirs: {
    conflict: { current: { revision: 5 }, fields: [{ field: 'text', base: '原', mine: '甲', theirs: '乙' }] },
  },
} as unknown as Parcel

describe('a conflict', () => {
  it('is shown fact by fact', () => {
    expect(clashesOf(parcel)[0]).toMatchObject({ field: 'text', mine: '甲', theirs: '乙' })
    expect(clashesOf({ ...parcel, theirs: undefined })).toEqual([])
  })
  it('stands on what was looked at once a person has decided', () => {
    expect(settled(parcel, { text: true })).toEqual({ base: 5, text: '甲', where: '门口' })
    expect(settled(parcel, {})).toEqual({ base: 5, where: '门口' })
  })
  it('sends nothing when the county keeps everything', () => {
    expect(settled({ ...parcel, body: { base: 3, text: '甲' } }, {})).toBeUndefined()
  })
})
