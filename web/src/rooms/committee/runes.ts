// The server counts runes (code points); the browser counts UTF-16 units. Everything here speaks runes.

/** Runes gives random access by code point. */
export type Runes = string[]

export function runesOf(text: string): Runes {
  return Array.from(text)
}

export function cut(runes: Runes, start: number, end: number): string {
  return runes.slice(Math.max(0, start), Math.max(0, end)).join('')
}

/** runesBefore says how many runes precede a UTF-16 offset. An offset inside a pair counts the pair's rune as begun. */
export function runesBefore(text: string, units: number): number {
  let count = 0
  for (let i = 0; i < units && i < text.length; count++) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
  return count
}
