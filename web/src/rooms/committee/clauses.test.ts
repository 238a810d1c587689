import { expect, it } from 'vitest'
import { clausesOf } from './clauses'
import { runesOf } from './runes'

it('cuts after marks, counts runes, and leaves no clause without words', () => {
  const raw = runesOf('前𠮷言。各镇要检查，建立台账；\n。')
  const got = clausesOf(raw, 4, raw.length)
  expect(got.map(c => c.start)).toEqual([4, 10])
  expect(got.map(c => c.text.trim())).toEqual(['各镇要检查，', '建立台账；\n。'])
})

it('has one clause where nothing can be cut', () => {
  expect(clausesOf(runesOf('各镇要检查'), 0, 5)).toEqual([{ text: '各镇要检查', start: 0 }])
  expect(clausesOf(runesOf('各镇要检查'), -1, -1)).toEqual([])
})
