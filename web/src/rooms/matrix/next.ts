import type { Finding } from './finding'

/** The words for what comes next: of a hole that nobody has taken up yet, by its kind. */
export function nextOf(f: Finding): string {
  if (!f.live) return 'next.filled'
  return f.state === 'open' && f.kind !== 'gap' && f.kind !== 'overlap' ? `next.${f.kind}` : `next.${f.state}`
}
