import { expect, test } from 'vitest'
import { asNumber } from './number'

test('what is typed is a number or stays what it is', () => {
  expect(['12', ' 7 ', '-3', '0.5', '１２．５', '+4'].map(asNumber)).toEqual([12, 7, -3, 0.5, 12.5, 4])
  expect(['', 'abc', '30天', '1e3', '1.', '--2', '０x10'].map(asNumber)).toEqual([
    '',
    'abc',
    '30天',
    '1e3',
    '1.',
    '--2',
    '０x10',
  ])
})
