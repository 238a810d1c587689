import { useEffect, useState } from 'react'

/** Where the phone is, as WGS-84. Taken once, at capture; nobody is followed. */
export interface Point {
  lon: number
  lat: number
  /** Metres within which the point is right. */
  accuracy: number
}

/** Good enough to stop looking. */
const fine = 15

/** usePoint looks for the place while a capture is open and keeps the best answer; undefined while there is none. */
export function usePoint(): { point?: Point; refused: boolean } {
  const [point, setPoint] = useState<Point>()
  const [refused, setRefused] = useState(false)
  useEffect(() => {
    const g = navigator.geolocation
    if (!g) {
      setRefused(true)
      return
    }
    const stop = () => g.clearWatch(id)
    const id = g.watchPosition(
      p => {
        const next = pointOf(p)
        if (nowhere(next)) return // a device that has found no place may say so
        setPoint(old => (!old || next.accuracy <= old.accuracy ? next : old))
        if (next.accuracy <= fine) stop()
      },
      e => setRefused(e.code === e.PERMISSION_DENIED),
      { enableHighAccuracy: true, maximumAge: 30_000, timeout: 20_000 },
    )
    const limit = setTimeout(stop, 60_000)
    return () => {
      clearTimeout(limit)
      stop()
    }
  }, [])
  return { point, refused }
}

/** 0°N 0°E and what lies next to it, in the middle of the ocean: said by devices that have found no place. */
export const nowhere = (p: Pick<Point, 'lon' | 'lat'>) => Math.abs(p.lon) < 0.1 && Math.abs(p.lat) < 0.1

const round = (n: number, places: number) => Math.round(n * 10 ** places) / 10 ** places

function pointOf(p: GeolocationPosition): Point {
  const { longitude, latitude, accuracy } = p.coords
  return { lon: round(longitude, 6), lat: round(latitude, 6), accuracy: Math.ceil(accuracy) }
}

/** metres between two points, on a sphere; fair for the distances of a county. */
export function metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const rad = Math.PI / 180
  const dLat = (b.lat - a.lat) * rad
  const dLon = (b.lon - a.lon) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2
  return 2 * 6_371_008 * Math.asin(Math.min(1, Math.sqrt(h)))
}
