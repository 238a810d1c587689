import { useOffline, useRow, useRows } from '@/offline/Offline'
import { owed } from '@/offline/parcel'
import { type FoundRow, useFoundOne } from './found'

export type Part = 'fix' | 'check' | 'found'
export const parts: Part[] = ['fix', 'check', 'found']

export type Verb = 'sign' | 'fix' | 'check' | 'amend' | 'vouch'

/** A hazard as the offline pack carries it. */
export interface KeptHazard {
  id: string
  number: string
  text: string
  state: string
  grade: string
  category: string
  parts: Part[]
  site?: string
  siteName?: string
  where?: string
  /** Who owes it, where it is not one's own unit. */
  unit?: string
  found: string
  due?: string
  listed?: boolean
  matter?: string
  can?: Verb[]
  /** Pictures that the report of the fix still has to bring. */
  photos?: number
  /** What speaks against the closure, for whoever looks again. */
  doubts?: KeptDoubt[]
  /** The newest evidence that was not compared with the history when the row was made: an event's position. */
  shown?: number
  revision: number
}

export interface KeptDoubt {
  kind: string
  /** Whoever accepts it says why. */
  asks?: boolean
  photo?: string
  /** The picture that it looks like. */
  other?: string
}

const most = 2000

/** What one's unit is to look at again is its only once it was reported fixed, or when doubts were raised after its end. */
export const toCheck = (h: Pick<KeptHazard, 'parts' | 'state' | 'can'>) =>
  h.parts.includes('check') && (h.state === 'rechecking' || Boolean(h.can?.includes('vouch')))

const isMine = (h: KeptHazard, part: Part) => (part === 'check' ? toCheck(h) : h.parts.includes(part))

/** useMine lists the hazards of one part: what waits for me first, then by deadline. */
export function useMine(part: Part): KeptHazard[] | undefined {
  return useRows<KeptHazard>('hazards', most)
    ?.filter(h => isMine(h, part))
    .sort((a, b) => rank(a, part) - rank(b, part) || order(a.due, b.due) || order(a.id, b.id))
}

/** useCounts tells how many hazards each part has. */
export function useCounts(): Record<Part, number> {
  const all = useRows<KeptHazard>('hazards', most) ?? []
  const count = (part: Part) => all.filter(h => isMine(h, part)).length
  return { fix: count('fix'), check: count('check'), found: count('found') }
}

const verbOf: Record<Part, Verb> = { fix: 'fix', check: 'check', found: 'amend' }
const mayDo = (h: KeptHazard, part: Part) =>
  h.can?.includes(verbOf[part]) || (part === 'check' && h.can?.includes('vouch'))
const rank = (h: KeptHazard, part: Part) => (mayDo(h, part) ? 0 : 1)
const order = (a = '9', b = '9') => (a < b ? -1 : a > b ? 1 : 0)

export interface OneHazard extends KeptHazard {
  thumb?: string
  /** Pictures came that are not compared yet, as the county said a minute ago. */
  waiting?: boolean
}

/** The county's answer of a minute ago, or the pack of this morning: whichever is newer. */
export function newer(kept: OneHazard | undefined, told: FoundRow | undefined): OneHazard | undefined {
  if (!told) return kept
  if (!kept) return ofAnswer(told)
  if (kept.revision > told.revision) return { ...kept, thumb: told.thumb }
  return { ...ofAnswer(told), parts: kept.parts, siteName: kept.siteName, photos: kept.photos, can: can(told, kept) }
}

function ofAnswer(h: FoundRow): OneHazard {
  return { ...h, unit: h.unit.name, where: h.where || h.place.name, parts: [], can: can(h), doubts: doubtsOf(h) }
}

const doubtsOf = (h: FoundRow): KeptDoubt[] =>
  (h.doubts ?? [])
    .filter(d => !d.answer)
    .map(d => ({ kind: d.kind, asks: d.asks, photo: d.photo, other: d.other?.photo }))

const words: Record<string, Verb> = { close: 'check', amend: 'amend', vouch: 'vouch' }

/** What may be done: of the hazard by the answer, of its matter by the pack as long as the hazard stands as it did. */
function can(h: FoundRow, kept?: KeptHazard): Verb[] {
  const own = (h.can ?? []).flatMap(c => words[c.verb] ?? [])
  const work = h.state === 'rectifying' ? (kept?.can ?? []).filter(v => v === 'sign' || v === 'fix') : []
  return [...own, ...work]
}

/** placeOf says where, each name once: a site is often called like its unit, or written as the spot. */
export const placeOf = (h: KeptHazard, ...more: (string | undefined)[]) =>
  [...new Set([h.siteName, h.where, ...more].filter(Boolean))].join(' · ')

export function useOne(id: string): { one?: OneHazard; missing: boolean } {
  const kept = useRow<KeptHazard>('hazards', id)
  const told = useFoundOne(id)
  const compared = useRow<{ pos: number }>('compared', 'pictures')
  const one = newer(kept && { ...kept, waiting: waitsStill(kept, compared?.pos) }, told.data)
  return { one, missing: !one && !told.isLoading && told.fetchStatus !== 'fetching' }
}

/** Without a network too: what was not compared when the row was made waits until the county has come that far. */
export const waitsStill = (h: Pick<KeptHazard, 'shown'>, compared = 0): boolean => (h.shown ?? 0) > compared

/** useWaiting tells which verbs on a hazard lie on this phone, done but not received. */
export function useWaiting(h: KeptHazard | undefined): Verb[] {
  const { parcels } = useOffline()
  const mine = parcels.filter(p => owed.includes(p.state) && h && [h.id, h.matter].includes(p.path.split('/')[2]))
  const verb: Record<string, Verb> = { feedback: 'fix', close: 'check', amend: 'amend', sign: 'sign', vouch: 'vouch' }
  return mine.flatMap(p => verb[p.path.split('/')[3] ?? ''] ?? [])
}
