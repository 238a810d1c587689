import { expect, it } from 'vitest'
import { readSpot } from '@/rooms/inspection/write/deskTools'
import { nowhere } from './place'

it('takes the middle of the ocean for no place, and a county for one', () => {
  expect(nowhere({ lon: 0, lat: 0 })).toBe(true)
  expect(nowhere({ lon: -0.0004, lat: 0.02 })).toBe(true)
  expect(nowhere({ lon: 106.14, lat: 34.75 })).toBe(false)
  expect(nowhere({ lon: 106.14, lat: 0 })).toBe(false)
  expect(readSpot('0, 0')).toBeUndefined()
  expect(readSpot('34.75, 106.14')).toEqual({ lat: 34.75, lon: 106.14 })
})
