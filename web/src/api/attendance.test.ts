import { expect, it } from 'vitest'
import { presence } from './attendance'

it('says that nobody waits for a read, never of a write', () => {
  const later = Date.now() + 10 * 60_000
  expect(presence('GET')).toBe('1')
  expect(presence('GET', later)).toBe('idle')
  expect(presence('POST', later)).toBe('1')
})
