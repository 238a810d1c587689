import type { Point } from './place'

/** A picture of evidence that lies on this phone. */
export interface Shot {
  hash: string
  original: string
  /** This phone's clock when it was taken; the record's offset corrects it. */
  at: number
  point?: Point
  /** Why it was chosen from the gallery, when it was. */
  gallery?: string
}

/** What the county receives of a picture. */
export const sentShot = (s: Shot) => ({
  hash: s.hash,
  original: s.original,
  at: new Date(s.at).toISOString(),
  lon: s.point?.lon,
  lat: s.point?.lat,
  accuracy: s.point?.accuracy,
  gallery: s.gallery,
})

/** shotOf is the picture again, of what was sent of it. */
export const shotOf = (p: ReturnType<typeof sentShot>): Shot => ({
  hash: p.hash,
  original: p.original,
  at: Date.parse(p.at),
  point: p.lon === undefined || p.lat === undefined ? undefined : { lon: p.lon, lat: p.lat, accuracy: p.accuracy ?? 0 },
  gallery: p.gallery,
})

/** What stands there instead of a reason for a picture that was chosen at a desk: screens say it in their language. */
export const fromDesk = 'desk'
