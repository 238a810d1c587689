import { describe, expect, it } from 'vitest'
import { cornersOf, type Shape, shapeOf } from './shape'

describe('a shape as lines', () => {
  const shapes: Shape[] = [
    { type: 'Point', coordinates: [106.1421, 34.7506] },
    { type: 'LineString', coordinates: [[106.1, 34.7], [106.2, 34.8]] }, // biome-ignore format: one shape a line
    { type: 'Polygon', coordinates: [[[106.1, 34.7], [106.2, 34.7], [106.2, 34.8], [106.1, 34.7]]] }, // biome-ignore format: one shape a line
  ]
  it('comes back as it was', () => {
    for (const shape of shapes) expect(shapeOf(shape.type, cornersOf(shape) as string).shape).toEqual(shape)
  })
  it('closes a ring, and takes commas of either width', () => {
    expect(shapeOf('Polygon', '1,1\n2，1\n\n2 2').shape?.coordinates).toEqual([[[1, 1], [2, 1], [2, 2], [1, 1]]]) // biome-ignore format: short
  })
  it('names what it cannot read', () => {
    expect(shapeOf('Point', '东经106度')).toEqual({ wrong: 1 })
    expect(shapeOf('LineString', '1,1\n34.7, 106.1')).toEqual({ wrong: 2 }) // latitude first
    expect(shapeOf('Polygon', '1,1\n2,2')).toEqual({ few: 3 })
    expect(shapeOf('Point', ' \n')).toEqual({})
  })
  it('leaves areas with holes to GeoJSON', () => {
    expect(cornersOf({ type: 'Polygon', coordinates: [[], []] })).toBeUndefined()
  })
})
