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
