import { expect, it } from 'vitest'
import { clockText, secondsLeft } from './countdown'

it('counts down to nothing and never below', () => {
  const until = '2022-01-17T14:10:00.000+08:00'
  const at = Date.parse(until)
  expect(secondsLeft(until, at - 600_000)).toBe(600)
  expect(secondsLeft(until, at - 1)).toBe(1)
  expect(secondsLeft(until, at)).toBe(0)
  expect(secondsLeft(until, at + 5000)).toBe(0)
  expect(secondsLeft(null, at)).toBe(0)
  expect(secondsLeft('soon', at)).toBe(0)
})

it('says minutes and seconds', () => {
  expect([600, 61, 9, 0].map(clockText)).toEqual(['10:00', '1:01', '0:09', '0:00'])
})
