import { expect, it } from 'vitest'
import { readPoint } from './point'

it('reads coordinates as people paste them', () => {
  const gas = { lon: 106.1421, lat: 34.7506 }
  for (const text of [
    '106.1421, 34.7506',
    '106.1421，34.7506',
    '106.1421 34.7506',
    '34.7506,106.1421',
    'N34.7506 E106.1421',
  ]) {
    expect({ text, point: readPoint(text) }).toEqual({ text, point: gas })
  }
})

it('tells nothing from something unreadable', () => {
  expect(readPoint('  ')).toBeNull()
  expect(readPoint('106.1421')).toBeUndefined()
  expect(readPoint('东关')).toBeUndefined()
  expect(readPoint('206.1, 134.7')).toBeUndefined()
})
