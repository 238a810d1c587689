import { expect, it } from 'vitest'
import { uuidv7 } from './uuid'

it('carries its time and sorts by it', () => {
  const id = uuidv7(0x0123456789ab)
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuidv7(1000) < uuidv7(1001)).toBe(true)
})

it('never repeats', () => {
  const many = new Set(Array.from({ length: 2000 }, () => uuidv7(5)))
  expect(many.size).toBe(2000)
})
