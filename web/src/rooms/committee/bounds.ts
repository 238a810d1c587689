import { clausesOf } from './clauses'
import { type Runes, runesOf } from './runes'
import { trimmed } from './spans'

// The sentence of a task grows and shrinks by clauses: the same for the mouse, the keyboard and the thumb.

export interface Stretch {
  start: number
  end: number
}

/** Which end moves which way. */
export type Way = 'startOut' | 'startIn' | 'endIn' | 'endOut'
export const ways: Way[] = ['startOut', 'startIn', 'endIn', 'endOut']

/** wordsOf cuts the whole text into clauses, each without the stops around it. */
export function wordsOf(runes: Runes): Stretch[] {
  return clausesOf(runes, 0, runes.length).flatMap(c => {
    const found = trimmed(runes, c.start, c.start + runesOf(c.text).length)
    return found ? [found] : []
  })
}

/** stepped moves one end of a stretch to the next clause; nothing where there is none, or no word would be left. */
export function stepped(words: Stretch[], at: Stretch, way: Way): Stretch | undefined {
  const { start, end } = at
  const before = words.filter(w => w.start < start).at(-1)
  const inner = words.find(w => w.start > start && w.start < end)
  const last = words.filter(w => w.end < end && w.end > start).at(-1)
  const after = words.find(w => w.end > end)
  switch (way) {
    case 'startOut':
      return before && { start: before.start, end }
    case 'startIn':
      return inner && { start: inner.start, end }
    case 'endIn':
      return last && { start, end: last.end }
    default:
      return after && { start, end: after.end }
  }
}
