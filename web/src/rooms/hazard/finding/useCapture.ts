import { countyTime } from '@/offline/clock'
import { useEngine } from '@/offline/Offline'
import { type DraftState, useDraft } from '@/offline/useDraft'
import { begin, type Capture, kind, parcelOf } from './draft'

export type CaptureState = DraftState<Capture>

/** useCapture goes on with the capture that was left, or begins one at a site. */
export function useCapture(site?: string, where?: string): CaptureState | undefined {
  const engine = useEngine()
  return useDraft<Capture>(
    {
      kind,
      begin: now => begin(now, countyTime(engine.snapshot().clock, now).offset, site, where),
      fits: left => (!site || left.site === site) && (!where || left.where === where),
      parcel: c => parcelOf(c, '', 'draft', undefined),
    },
    `capture ${site} ${where}`,
  )
}
