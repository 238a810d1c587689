import type { Figure, Meeting } from './types'

// Lists of a meeting are edited as lines of text, one entry each: people paste them from elsewhere.

const clean = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

type Letter = Meeting['letters'][number]
type Speech = Meeting['speeches'][number]

/** 责任书, its number in brackets at the end. */
export const letterLines = (letters: Letter[]) =>
  letters.map(l => (l.ref ? `${l.text}（${l.ref}）` : l.text)).join('\n')

export const lettersOf = (text: string): Letter[] =>
  clean(text).map(line => {
    const [, name, ref] = /^(.+?)[（(]([^（）()]*〔\d{4}〕\d+号)[）)]$/.exec(line) ?? []
    return name && ref ? { text: name, ref } : { text: line }
  })

/** 县长：要……: who spoke, a colon, what was said. */
export const speechLines = (speeches: Speech[]) => speeches.map(s => `${s.post}：${s.text}`).join('\n')

export const speechesOf = (text: string): Speech[] =>
  clean(text).map(line => {
    const at = line.search(/[：:]/)
    return at < 1 ? { post: '', text: line } : { post: line.slice(0, at).trim(), text: line.slice(at + 1).trim() }
  })

/** 检查企业：326 家. A line without a number is kept as it is and told apart by its empty value. */
export const figureLines = (figures: Figure[]) =>
  figures.map(f => `${f.label}：${f.value}${f.unit ? ` ${f.unit}` : ''}`).join('\n')

export const figuresOf = (text: string, before: Figure[]): Figure[] =>
  clean(text).map(line => {
    const [, label = line, value = '', unit = ''] =
      /^(.+)[：:]\s*([\d.,]+|[零〇一二三四五六七八九十百千万两]+)\s*(.{0,20})$/.exec(line) ?? []
    const old = before.find(f => f.label === label && f.value === value)
    return { label, value, unit: unit || undefined, source: old?.source ?? { start: -1, end: -1 } }
  })
