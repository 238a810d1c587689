import { expect, it } from 'vitest'
import { stepped, ways, wordsOf } from './bounds'
import { cut, runesOf } from './runes'

const raw = runesOf('一、永清镇要开展排查，建立台账；1月底前报县安委办。\n二、各单位𠮷要重视。')
const words = wordsOf(raw)
const say = (at: { start: number; end: number } | undefined) => at && cut(raw, at.start, at.end)
const of = (text: string) => {
  const start = runesOf(raw.join('').slice(0, raw.join('').indexOf(text))).length
  return { start, end: start + runesOf(text).length }
}

it('a sentence grows and shrinks by clauses at both ends, also over the end of a line', () => {
  const at = of('建立台账')
  expect(say(stepped(words, at, 'startOut'))).toBe('一、永清镇要开展排查，建立台账')
  expect(say(stepped(words, at, 'endOut'))).toBe('建立台账；1月底前报县安委办')
  expect(stepped(words, at, 'startIn')).toBeUndefined()
  expect(stepped(words, at, 'endIn')).toBeUndefined()
  const long = of('永清镇要开展排查，建立台账；1月底前报县安委办')
  expect(say(stepped(words, long, 'startIn'))).toBe('建立台账；1月底前报县安委办')
  expect(say(stepped(words, long, 'endIn'))).toBe('永清镇要开展排查，建立台账')
  expect(say(stepped(words, long, 'endOut'))).toBe(
    '永清镇要开展排查，建立台账；1月底前报县安委办。\n二、各单位𠮷要重视',
  )
  expect(stepped(words, { start: of('一').start, end: raw.length }, 'startOut')).toBeUndefined()
})

it('wherever it starts, a step keeps words inside the text and moves exactly one end the way it says', () => {
  for (let start = 0; start < raw.length; start++) {
    for (let end = start + 1; end <= raw.length; end++) {
      for (const way of ways) {
        const to = stepped(words, { start, end }, way)
        if (!to) continue
        expect(to.start).toBeLessThan(to.end)
        expect(to.start).toBeGreaterThanOrEqual(0)
        expect(to.end).toBeLessThanOrEqual(raw.length)
        expect([Math.sign(to.start - start), Math.sign(to.end - end)]).toEqual(
          { startOut: [-1, 0], startIn: [1, 0], endIn: [0, -1], endOut: [0, 1] }[way],
        )
      }
    }
  }
})
