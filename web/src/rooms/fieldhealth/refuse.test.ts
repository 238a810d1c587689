import { expect, it } from 'vitest'
import { refuse } from './refuse'

it('says what is wrong with a file before it is sent', () => {
  expect(refuse({ name: '手机一.ANLAN', size: 10 })).toBe('')
  expect(refuse({ name: 'a.anlan', size: 0 })).toBe('empty')
  expect(refuse({ name: 'a.xlsx', size: 10 })).toBe('type')
  expect(refuse({ name: 'a.anlan', size: 301 * 1024 * 1024 })).toBe('large')
})
