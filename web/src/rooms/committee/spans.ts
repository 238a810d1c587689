import { cut, type Runes } from './runes'

// The underlining of the desk: recognised clauses overlap (a record and its fields, a lead-in and its items), so the
// text is cut wherever any span begins or ends, and each piece knows every span that covers it.

export interface Span {
  id: string
  start: number
  end: number
}

export interface Piece {
  start: number
  end: number
  text: string
  /** The covering spans, the innermost (shortest) first. */
  ids: string[]
  /** The spans that begin with this piece: where a number is written before the words. */
  begins: string[]
}

export interface Paragraph {
  start: number
  pieces: Piece[]
}

/** clamp keeps a span inside the text; an empty or inverted one is dropped. */
function clamp(spans: Span[], length: number): Span[] {
  return spans
    .map(s => ({ id: s.id, start: Math.max(0, s.start), end: Math.min(length, s.end) }))
    .filter(s => s.start < s.end)
}

/** paragraphs cuts a text at its line ends and at the ends of all spans. No rune is lost but the line ends. */
export function paragraphs(runes: Runes, spans: Span[]): Paragraph[] {
  const inside = clamp(spans, runes.length)
  const lines = linesOf(runes)
  const edges = [...new Set(inside.flatMap(s => [s.start, s.end]))].sort((a, b) => a - b)
  const byStart = [...inside].sort((a, b) => a.start - b.start || b.end - a.end)
  let next = 0
  let active: Span[] = []
  return lines.map(line => {
    const cuts = [line.start, ...edges.filter(e => e > line.start && e < line.end), line.end]
    const pieces: Piece[] = []
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [start = 0, end = 0] = [cuts[i], cuts[i + 1]]
      const opened: string[] = []
      for (; (byStart[next]?.start ?? Number.POSITIVE_INFINITY) <= start; next++) {
        const span = byStart[next]
        if (span) {
          active.push(span)
          opened.push(span.id)
        }
      }
      active = active.filter(s => s.end > start)
      pieces.push({ start, end, text: cut(runes, start, end), ids: innermost(active), begins: opened })
    }
    return { start: line.start, pieces }
  })
}

function innermost(active: Span[]): string[] {
  return [...active].sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start).map(s => s.id)
}

function linesOf(runes: Runes): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  let start = 0
  for (let i = 0; i <= runes.length; i++) {
    if (i < runes.length && runes[i] !== '\n') continue
    const end = i > start && runes[i - 1] === '\r' ? i - 1 : i
    if (end > start) lines.push({ start, end })
    start = i + 1
  }
  return lines
}

/** trimmed narrows a chosen stretch to its words: no spaces or stops at either end. */
export function trimmed(runes: Runes, start: number, end: number): { start: number; end: number } | undefined {
  const idle = (r: string | undefined) => r === undefined || /[\s　，。；、,;.：:]/u.test(r)
  let [a, b] = [Math.max(0, start), Math.min(runes.length, end)]
  while (a < b && idle(runes[a])) a++
  while (b > a && idle(runes[b - 1])) b--
  return a < b ? { start: a, end: b } : undefined
}
