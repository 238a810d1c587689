// A risk point is a place, a line or an area; at the desk its corners are written one a line, as they stand in a list of
// coordinates: longitude, latitude.

export type Kind = 'Point' | 'LineString' | 'Polygon'
export const kinds: Kind[] = ['Point', 'LineString', 'Polygon']

export interface Shape {
  type: Kind
  coordinates: unknown
}

/** The least number of corners that make the shape; a ring needs not be closed by hand. */
const least: Record<Kind, number> = { Point: 1, LineString: 2, Polygon: 3 }

/** cornersOf writes a shape as lines; what is none of the three kinds is not edited here. */
export function cornersOf(shape: Shape | undefined): string | undefined {
  if (!shape) return ''
  const { type, coordinates } = shape
  if (type === 'Point') return line(coordinates as number[])
  if (type === 'LineString') return (coordinates as number[][]).map(line).join('\n')
  const rings = coordinates as number[][][]
  if (type !== 'Polygon' || rings.length !== 1) return undefined
  return (rings[0] ?? []).slice(0, -1).map(line).join('\n')
}

const line = ([lon, lat]: number[]) => `${lon}, ${lat}`

/** shapeOf reads the lines again. What cannot be read is named by its line; whether it crosses itself the county says. */
export function shapeOf(type: Kind, text: string): { shape?: Shape; wrong?: number; few?: number } {
  const corners: [number, number][] = []
  for (const [i, row] of text.split('\n').entries()) {
    if (row.trim() === '') continue
    const parts = row
      .trim()
      .split(/[\s,，]+/)
      .map(Number)
    const [lon, lat] = parts
    if (parts.length !== 2 || !sound(lon, 180) || !sound(lat, 90)) return { wrong: i + 1 }
    corners.push([lon as number, lat as number])
  }
  if (corners.length === 0) return {}
  if (corners.length < least[type] || (type === 'Point' && corners.length > 1)) return { few: least[type] }
  if (type === 'Point') return { shape: { type, coordinates: corners[0] } }
  if (type === 'LineString') return { shape: { type, coordinates: corners } }
  const [first, last] = [corners[0], corners.at(-1)]
  const closed = first?.[0] === last?.[0] && first?.[1] === last?.[1]
  return { shape: { type, coordinates: [closed ? corners : [...corners, first]] } }
}

const sound = (n: number | undefined, most: number) => n !== undefined && Number.isFinite(n) && Math.abs(n) <= most
