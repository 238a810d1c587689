export interface Point {
  lon: number
  lat: number
}

/**
 * readPoint understands coordinates as people paste them: "106.1421, 34.7506", with a Chinese comma, a blank, or the
 * letters E and N. The first is the longitude unless the letters, or the ranges of this country, say otherwise. Empty
 * text is no point; what cannot be read is undefined.
 */
export function readPoint(text: string): Point | null | undefined {
  const plain = text.trim()
  if (plain === '') return null
  const numbers = [...plain.matchAll(/([EN])?\s*(-?\d+(?:\.\d+)?)\s*°?\s*([EN])?/gi)]
  if (numbers.length !== 2) return undefined
  const [a, b] = numbers.map(m => ({ value: Number(m[2]), letter: (m[1] || m[3] || '').toUpperCase() }))
  if (!a || !b) return undefined
  const swapped = a.letter === 'N' || b.letter === 'E' || (a.letter === '' && a.value <= 54 && b.value >= 73)
  const [lon, lat] = swapped ? [b.value, a.value] : [a.value, b.value]
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return undefined
  return { lon, lat }
}

export const sayPoint = (p?: Point | null): string => (p ? `${p.lon}, ${p.lat}` : '')
