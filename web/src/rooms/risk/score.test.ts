import { expect, test } from 'vitest'
import type { Method } from './data'
import { colourOf, scoreOf } from './score'

const step = (value: number) => ({ value, zh: '', en: '' })
const lec: Method = {
  key: 'lec',
  zh: '',
  en: '',
  factors: ['l', 'e', 'c'].map(key => ({ key, zh: '', en: '', steps: [0.1, 1, 3, 10, 40].map(step) })),
  bands: [
    { colour: 'red', over: 320, zh: '', en: '' },
    { colour: 'orange', over: 160, zh: '', en: '' },
    { colour: 'yellow', over: 70, zh: '', en: '' },
    { colour: 'blue', over: 0, zh: '', en: '' },
  ],
}

test('a score needs every factor, each with one of its steps', () => {
  expect(scoreOf(lec, { l: '3', e: '3' })).toBeUndefined()
  expect(scoreOf(lec, { l: '3', e: '3', c: '7' })).toBeUndefined()
  expect(scoreOf(lec, { l: '3', e: '3', c: '40' })).toBe(360)
  expect(scoreOf(lec, { l: '0.1', e: '0.1', c: '0.1' })).toBe(0.001)
})

test('a band begins just over its figure', () => {
  for (const [score, colour] of [
    [320, 'orange'],
    [320.1, 'red'],
    [160, 'yellow'],
    [70, 'blue'],
    [0.001, 'blue'],
  ] as const)
    expect(colourOf(lec, score)?.colour).toBe(colour)
})
