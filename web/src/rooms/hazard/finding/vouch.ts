import type { Parcel } from '@/offline/parcel'
import type { KeptHazard } from './mine'

// Answering the doubts that were raised after a hazard had ended: one reason, given on the sight of every doubt.

export const pathOf = (h: Pick<KeptHazard, 'id'>) => `/hazards/${h.id}/vouch`

/** The answer says on the sight of which doubts it was given: one that came since is read first. */
export const bodyOf = (h: Pick<KeptHazard, 'revision'>, reason: string) => ({
  reason: reason.trim(),
  revision: h.revision,
})

type Fresh = Omit<Parcel, 'share' | 'tries' | 'next'>

export const vouchOf = (h: KeptHazard, reason: string, id: string, now: number): Fresh => ({
  id,
  kind: 'hazard.vouch',
  title: `${h.number} ${reason.trim()}`,
  method: 'POST',
  path: pathOf(h),
  body: bodyOf(h, reason),
  files: [],
  later: [],
  state: 'waiting',
  made: now,
})

/** Given on this phone before: on its way, or come back because something changed meanwhile. */
export function givenBefore(h: KeptHazard, parcels: Parcel[]): { waits: boolean; back?: Parcel } {
  const mine = parcels.filter(p => p.path === pathOf(h))
  return {
    waits: mine.some(p => p.state === 'waiting' || p.state === 'uploading'),
    back: mine.find(p => p.state === 'conflict' || p.state === 'returned'),
  }
}
