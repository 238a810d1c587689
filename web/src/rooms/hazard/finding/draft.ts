import { countyDay } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import type { Point } from '@/capture/place'
import { type Shot, sentShot } from '@/capture/shot'
import type { Parcel } from '@/offline/parcel'

// A capture under way. It lies on the phone as a draft parcel from the first picture on, so a tab that dies loses nothing.

export interface Capture {
  id: string
  /** This phone's clock when the capture began. */
  at: number
  offsetMs: number | null
  site?: string
  where: string
  point?: Point
  category: string
  text: string
  photos: Shot[]
  voice?: string
  grade: 'general' | 'maybe_major' | 'major'
  walk?: { sector: string; answers: Record<string, string> }
  fixed: Shot[]
  fixedOnSpot: boolean
  days?: number
  inspection?: { id: string; item?: string }
}

export const kind = 'hazard.capture'

export const begin = (at: number, offsetMs: number | null, site?: string, where = ''): Capture => ({
  id: uuidv7(),
  at,
  offsetMs,
  site,
  where,
  category: '',
  text: '',
  photos: [],
  grade: 'general',
  fixed: [],
  fixedOnSpot: false,
})

export type Missing = 'photo' | 'category' | 'text' | 'after' | 'site'

/** missing says what a capture still lacks before it can be sent, in the order of the screen. */
export function missing(c: Capture, fallbackText: string): Missing[] {
  const lacks: Missing[] = []
  if (c.photos.length === 0) lacks.push('photo')
  if (!c.site && !c.where.trim()) lacks.push('site')
  if (!c.category) lacks.push('category')
  if (!(c.text.trim() || fallbackText)) lacks.push('text')
  if (c.fixedOnSpot && c.fixed.length === 0) lacks.push('after')
  return lacks
}

/** bodyOf is what the county receives. The text falls back to the words of the category: nobody has to type. */
export function bodyOf(c: Capture, fallbackText: string, now: number) {
  return {
    id: c.id,
    at: new Date(c.at).toISOString(),
    offsetMs: c.offsetMs,
    site: c.site,
    where: c.where.trim() || undefined,
    point: c.point,
    category: c.category,
    text: c.text.trim() || fallbackText,
    photos: c.photos.map(sentShot),
    voice: c.voice,
    grade: c.grade,
    walk: c.walk,
    fixed: c.fixedOnSpot ? { photos: c.fixed.map(sentShot) } : undefined,
    due: c.days && !c.fixedOnSpot ? countyDay(now, c.days) : undefined,
    inspection: c.inspection,
  }
}

/** parcelOf wraps a capture for the courier; as a draft it stays on the phone. */
export function parcelOf(
  c: Capture,
  title: string,
  state: 'draft' | 'waiting',
  body: unknown,
): Omit<Parcel, 'share' | 'tries' | 'next'> {
  const shots = [...c.photos, ...(c.fixedOnSpot ? c.fixed : [])]
  return {
    id: c.id,
    kind,
    title,
    method: 'POST',
    path: '/hazards',
    body: state === 'draft' ? c : body,
    files: [...shots.map(s => s.hash), ...(c.voice ? [c.voice] : [])],
    later: shots.map(s => s.original).filter((h, i) => h !== shots[i]?.hash),
    state,
    made: c.at,
  }
}
