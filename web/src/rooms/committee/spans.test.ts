import { describe, expect, it } from 'vitest'
import { cut, runesBefore, runesOf } from './runes'
import { paragraphs, type Span, trimmed } from './spans'

const pieces = (text: string, spans: Span[]) => paragraphs(runesOf(text), spans).flatMap(p => p.pieces)

describe('runes', () => {
  it('counts a character outside the basic plane once', () => {
    const text = '查𠮷处😀隐患'
    const runes = runesOf(text)
    expect(runes).toHaveLength(6)
    expect(cut(runes, 1, 4)).toBe('𠮷处😀')
    expect(runesBefore(text, text.indexOf('隐'))).toBe(4)
    expect(runesBefore(text, 2)).toBe(2)
    expect(runesBefore(text, 999)).toBe(6)
  })
})

describe('paragraphs', () => {
  it('leaves a text without spans whole, and drops empty lines', () => {
    expect(paragraphs(runesOf('一\r\n\n二\n'), []).map(p => p.pieces.map(x => x.text))).toEqual([['一'], ['二']])
    expect(paragraphs([], [])).toEqual([])
  })
  it('cuts nested spans and names the innermost first', () => {
    const got = pieces('要抓好防震减灾工作。', [
      { id: 'outer', start: 0, end: 9 },
      { id: 'inner', start: 3, end: 7 },
    ])
    expect(got.map(p => [p.text, p.ids])).toEqual([
      ['要抓好', ['outer']],
      ['防震减灾', ['inner', 'outer']],
      ['工作', ['outer']],
      ['。', []],
    ])
    expect(got.map(p => p.begins)).toEqual([['outer'], ['inner'], [], []])
  })
  it('cuts crossing and equal spans', () => {
    const got = pieces('abcdef', [
      { id: 'x', start: 0, end: 4 },
      { id: 'y', start: 2, end: 6 },
      { id: 'z', start: 2, end: 6 },
    ])
    expect(got.map(p => p.text)).toEqual(['ab', 'cd', 'ef'])
    expect(new Set(got[1]?.ids)).toEqual(new Set(['x', 'y', 'z']))
    expect(new Set(got[2]?.ids)).toEqual(new Set(['y', 'z']))
  })
  it('carries a span across line ends and begins it once', () => {
    const got = paragraphs(runesOf('ab\ncd'), [{ id: 's', start: 1, end: 5 }])
    expect(got.map(p => p.pieces.map(x => [x.text, x.ids]))).toEqual([
      [
        ['a', []],
        ['b', ['s']],
      ],
      [['cd', ['s']]],
    ])
    expect(got.flatMap(p => p.pieces).filter(x => x.begins.includes('s'))).toHaveLength(1)
  })
  it('survives spans that begin on a line end, lie outside, are empty or inverted', () => {
    const got = paragraphs(runesOf('ab\ncd'), [
      { id: 'nl', start: 2, end: 4 },
      { id: 'far', start: 90, end: 99 },
      { id: 'none', start: 1, end: 1 },
      { id: 'back', start: 4, end: 2 },
      { id: 'wide', start: -5, end: 99 },
    ])
    const all = got.flatMap(p => p.pieces)
    expect(all.map(x => x.text).join('')).toBe('abcd')
    expect(all.find(x => x.text === 'c')?.ids).toContain('nl')
    expect(all.every(x => x.ids.includes('wide'))).toBe(true)
    expect(all.flatMap(x => x.ids).some(id => ['far', 'none', 'back'].includes(id))).toBe(false)
  })
  it('agrees with asking every rune, for many random spans', () => {
    let seed = 7
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % n
    }
    for (let round = 0; round < 60; round++) {
      const text = Array.from({ length: 40 }, () => '防火𠮷，\n安'.at(random(6)) ?? '')
        .join('')
        .replace(/[\ud800-\udfff]/g, '𠮷')
      const runes = runesOf(text)
      const spans = Array.from({ length: 8 }, (_, i) => {
        const start = random(runes.length)
        return { id: `s${i}`, start, end: start + 1 + random(14) }
      })
      for (const piece of pieces(text, spans)) {
        for (let at = piece.start; at < piece.end; at++) {
          const want = spans.filter(s => s.start <= at && at < s.end).map(s => s.id)
          expect(new Set(piece.ids)).toEqual(new Set(want))
        }
        expect(piece.text).toBe(cut(runes, piece.start, piece.end))
      }
    }
  })
})

describe('trimmed', () => {
  it('takes stops and spaces off both ends', () => {
    const runes = runesOf('，全力做好今冬明春防火工作。 ')
    expect(trimmed(runes, 0, runes.length)).toEqual({ start: 1, end: 13 })
    expect(trimmed(runes, 0, 1)).toBeUndefined()
    expect(trimmed(runes, 9, 3)).toBeUndefined()
  })
})
