import { describe, expect, it } from 'vitest'
import { figureLines, figuresOf, letterLines, lettersOf, speechesOf, speechLines } from './lines'

describe('lists of a meeting as lines', () => {
  it('come back as they went', () => {
    const letters = [{ text: '目标责任书', ref: '清安委〔2022〕3号' }, { text: '承诺书（消防）' }]
    expect(lettersOf(letterLines(letters))).toEqual(letters)
    const speeches = [{ post: '县长', text: '要抓好落实：一抓到底' }]
    expect(speechesOf(speechLines(speeches))).toEqual(speeches)
    const figures = [{ label: '检查企业', value: '326', unit: '家', source: { start: 3, end: 9 } }]
    expect(figuresOf(figureLines(figures), figures)).toEqual(figures)
  })
  it('say what a line lacks', () => {
    expect(speechesOf('大家表示赞同')[0]?.post).toBe('')
    expect(figuresOf('形势平稳', [])[0]?.value).toBe('')
    expect(figuresOf('亡人事故: 零 起', [])[0]).toMatchObject({ label: '亡人事故', value: '零', unit: '起' })
  })
})
