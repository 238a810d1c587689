import { describe, expect, it } from 'vitest'
import type { Parcel } from '@/offline/parcel'
import { backOf, begin, blank, draftOf, lacks, parcelsOf, taken } from './work'

const shot = { hash: 'a', original: 'b', at: 0 }
const of = { hazard: 'h1', number: 'YH-1', matter: 'm1', sign: true }

describe('putting right', () => {
  const fix = { ...begin({ ...of, verb: 'fix' }, 1000), text: '换了配电箱' }
  it('asks for as many pictures as the county does, and for words', () => {
    expect(lacks(fix, 2)).toEqual(['photos'])
    expect(lacks({ ...fix, photos: [shot, shot], text: ' ' }, 2)).toEqual(['text'])
  })
  it('signs first where nobody has, and reports after that', () => {
    const [sign, report] = parcelsOf({ ...fix, photos: [shot] })
    expect(sign).toMatchObject({ path: '/matters/m1/sign', opens: true })
    expect(report).toMatchObject({ path: '/matters/m1/feedback', after: sign?.id, files: ['a'], later: ['b'] })
    expect(report?.body).toEqual({ text: '换了配电箱', final: true, files: ['a'] })
    expect(parcelsOf({ ...fix, sign: false })).toHaveLength(1)
  })
  it('is nothing again when its words and pictures were taken out', () => {
    expect(blank({ ...fix, text: ' ' })).toBe(true)
    expect([fix, { ...fix, text: '', photos: [shot] }, { ...fix, text: '', pass: false }].some(blank)).toBe(false)
  })
  it('keeps its name from the first picture to the county', () => {
    expect(parcelsOf(fix).at(-1)?.id).toBe(draftOf(fix).id)
    expect(draftOf(fix)).toMatchObject({ state: 'draft', body: fix })
  })
})

describe('looking again', () => {
  const check = begin({ ...of, verb: 'check' }, 1000)
  it('needs a verdict and its words', () => {
    expect(lacks(check, 0)).toEqual(['verdict'])
    expect(lacks({ ...check, pass: false }, 0)).toEqual(['reason'])
    expect(lacks({ ...check, pass: true, text: '已换好' }, 1)).toEqual(['photos'])
  })
  it('asks why a doubted closure is accepted, and sends the reason with it', () => {
    const good = { ...check, pass: true, text: '已换好' }
    expect(lacks(good, 0, true)).toEqual(['despite'])
    expect(lacks({ ...good, pass: false }, 0, true)).toEqual([])
    expect(parcelsOf({ ...good, despite: ' 现场看过 ' })[0]?.body).toMatchObject({ despite: '现场看过' })
    expect(parcelsOf({ ...good, pass: false, despite: '现场看过' })[0]?.body).not.toHaveProperty('despite', '现场看过')
  })
  it('comes back with its words and pictures when the hazard has moved on, and goes again as work of its own', () => {
    const whole = { hash: 'a', original: 'b', at: 5000, point: { lon: 106, lat: 34, accuracy: 9 }, gallery: undefined }
    const done = {
      ...check,
      pass: true,
      text: '已换好',
      photos: [whole],
      despite: '到场看过',
      sight: 7,
      point: whole.point,
    }
    const [sent] = parcelsOf(done).map(p => ({ ...p, state: 'conflict' as const, share: 0, tries: 0, next: 0 }))
    expect(sent?.body).toMatchObject({ sight: 7 })
    expect(backOf('h1', [sent as Parcel])).toBe(sent)
    expect(backOf('h2', [sent as Parcel])).toBeUndefined()
    const again = taken(sent as Parcel, { ...of, verb: 'check' }, 9000)
    const { id, at, sight, ...rest } = again
    expect({ ...rest, id: check.id, at: check.at, sight: 7 }).toEqual(done)
    expect([id === check.id, at, sight]).toEqual([false, 9000, undefined])
  })
  it('tells the county what was seen, and where', () => {
    const seen = { ...check, pass: false, text: '门还没装', point: { lon: 106, lat: 34, accuracy: 9 } }
    expect(parcelsOf(seen)).toMatchObject([
      { path: '/hazards/h1/close', body: { pass: false, text: '门还没装', visit: true, point: { accuracy: 9 } } },
    ])
  })
})
