import { pageOf } from '@/app/records'
import type { Finding } from './finding'

/** The words for what comes next: of a hole that nobody has taken up yet, by its kind. */
export function nextOf(f: Finding): string {
  if (!f.live) return 'next.filled'
  return f.state === 'open' && f.kind !== 'gap' && f.kind !== 'overlap' ? `next.${f.kind}` : `next.${f.state}`
}

/** Where the work on a hole that no committee need decide is done: the page and the word for it. */
export function doneAt(finding: Finding): { to: string; word: string } | undefined {
  switch (finding.kind) {
    case 'unsigned':
      return { to: '/letters', word: 'doneAt.letters' }
    case 'vacant':
    case 'gone':
      return finding.holder ? { to: pageOf('registry.unit', finding.holder.unit.id), word: 'doneAt.unit' } : undefined
    case 'unsorted':
      return { to: '/matrix', word: 'doneAt.matrix' }
    default:
      return undefined
  }
}
