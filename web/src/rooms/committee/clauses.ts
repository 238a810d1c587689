import { type Runes, runesOf } from './runes'

export interface Clause {
  text: string
  /** Where it begins in the raw text, in runes. */
  start: number
}

const mark = /[，。；！？,;!?\n]/

/** clausesOf cuts a stretch of the raw text after its marks: the places where one decision may become two. */
export function clausesOf(raw: Runes, start: number, end: number): Clause[] {
  const out: Clause[] = []
  let from = start
  for (let i = start; i < end; i++) {
    if (i + 1 < end && !mark.test(raw[i] ?? '')) continue
    const text = raw.slice(from, i + 1).join('')
    const last = out[out.length - 1]
    if (runesOf(text.replace(mark, '').trim()).length > 1) out.push({ text, start: from })
    else if (last) last.text += text
    from = i + 1
  }
  return out
}
