import { uuidv7 } from '@/app/uuid'
import type { Point } from '@/capture/place'
import { type Shot, sentShot, shotOf } from '@/capture/shot'
import type { Parcel } from '@/offline/parcel'

// Putting a hazard right, and looking at it again: what was done lies on the phone from the first picture on.

export interface Work {
  id: string
  verb: 'fix' | 'check'
  hazard: string
  number: string
  /** The matter that the fix is reported on; it may have to be signed for first. */
  matter?: string
  sign: boolean
  at: number
  text: string
  photos: Shot[]
  point?: Point
  /** Of a check: good, or back with a reason; undecided at first. */
  pass?: boolean
  visit: boolean
  /** Why it is accepted although there are doubts. */
  despite?: string
  /** Revision of the hazard that the verdict was given on the sight of. */
  sight?: number
}

type Of = Pick<Work, 'verb' | 'hazard' | 'number' | 'matter' | 'sign'>

export const begin = (of: Of, at: number): Work => ({ ...of, id: uuidv7(at), at, text: '', photos: [], visit: true })

/** What was written was taken out again. */
export const blank = (w: Work): boolean => w.text.trim() === '' && w.photos.length === 0 && w.pass === undefined

export const kindOf = (verb: Work['verb']) => (verb === 'fix' ? 'hazard.fix' : 'hazard.check')

export type Lack = 'photos' | 'text' | 'verdict' | 'reason' | 'despite'

/** lacks says what is missing; the county decides whether it is enough. */
export function lacks(w: Work, photos: number, doubted = false): Lack[] {
  const text = w.text.trim() !== ''
  if (w.verb === 'fix') return [...few(w.photos.length < photos, 'photos'), ...few(!text, 'text')]
  if (w.pass === undefined) return ['verdict']
  const silent = w.pass && doubted && (w.despite ?? '').trim() === ''
  return [
    ...few(w.photos.length < photos, 'photos'),
    ...few(!text, w.pass ? 'text' : 'reason'),
    ...few(Boolean(silent), 'despite'),
  ]
}

const few = (is: boolean, lack: Lack): Lack[] => (is ? [lack] : [])

const bodyOf = (w: Work) =>
  w.verb === 'fix' ? { text: w.text.trim(), final: true, files: w.photos.map(s => s.hash) } : checkOf(w)

function checkOf(w: Work) {
  const { pass, point, visit, sight } = w
  const despite = (pass && w.despite?.trim()) || undefined
  return { pass, text: w.text.trim(), photos: w.photos.map(sentShot), point, visit, despite, sight }
}

/** A check of this hazard that came back because it has moved on: its words and pictures are taken up again. */
export const backOf = (hazard: string, parcels: Parcel[]) =>
  parcels.find(p => p.path === `/hazards/${hazard}/close` && p.state === 'conflict')

/** taken is the work behind a check that came back, as work of its own: whoever sends it has seen how the hazard stands now. */
export function taken(back: Parcel, of: Of, at: number): Work {
  const { photos, pass, text, point, visit, despite } = back.body as ReturnType<typeof checkOf>
  const work = { ...begin(of, at), text, pass, point, visit, despite }
  return { ...work, photos: photos.map(shotOf) }
}

type Fresh = Omit<Parcel, 'share' | 'tries' | 'next'>

/** draftOf keeps work under way; it goes nowhere. */
export function draftOf(w: Work): Fresh {
  return { ...whole(w), body: w, state: 'draft' }
}

function whole(w: Work): Fresh {
  return {
    id: w.id,
    kind: kindOf(w.verb),
    title: [w.number, w.text.trim()].filter(Boolean).join(' '),
    method: 'POST',
    path: w.verb === 'fix' ? `/matters/${w.matter}/feedback` : `/hazards/${w.hazard}/close`,
    body: bodyOf(w),
    files: w.photos.map(s => s.hash),
    later: w.photos.map(s => s.original).filter((h, i) => h !== w.photos[i]?.hash),
    state: 'waiting',
    made: w.at,
  }
}

/** parcelsOf are the calls of finished work, in their order: what is not signed for yet is signed for first. */
export function parcelsOf(w: Work, newID = uuidv7): Fresh[] {
  if (w.verb !== 'fix' || !w.sign) return [whole(w)]
  const sign: Fresh = {
    id: newID(w.at),
    kind: 'matter.sign',
    title: w.number,
    method: 'POST',
    path: `/matters/${w.matter}/sign`,
    body: {},
    files: [],
    later: [],
    state: 'waiting',
    made: w.at,
    opens: true,
  }
  return [sign, { ...whole(w), after: sign.id }]
}
