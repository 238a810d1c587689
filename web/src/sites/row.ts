import { metres, type Point } from '@/capture/place'

/** A site as the offline pack carries it. The county's answer decides its shape; a missing field shows nothing. */
export interface SiteRow {
  id: string
  name: string
  kind: string
  unit?: string
  unitName?: string
  place?: string
  lon?: number
  lat?: number
  address?: string
  sector?: string
  labels?: string[]
  /** Codes that were taken out of use and may still hang there. */
  revoked?: string[]
}

/** away is how far a site is from a point, in metres; infinitely far where nobody knows. */
export function away(s: SiteRow, point: Point | undefined): number {
  if (!point || s.lon === undefined || s.lat === undefined) return Number.POSITIVE_INFINITY
  return metres({ lon: s.lon, lat: s.lat }, point)
}

/** sayAway words a distance as people do: 80 m, 1.2 km, nothing where it says nothing. */
export function sayAway(far: number): string {
  if (far < 1000) return `${Math.round(far)} m`
  return far < 50_000 ? `${(far / 1000).toFixed(1)} km` : ''
}

/** The position, as coarse as a search for what is near needs it: it is not asked for again at every step. */
export const spot = (point: Point | undefined) => (point ? `${point.lon.toFixed(4)},${point.lat.toFixed(4)}` : '')
