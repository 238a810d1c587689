import type { IconName } from '@/kit'
import type { Ask, Detail, Verb, VerbName } from './types'

export const verbIcons: Record<VerbName, IconName> = {
  sign: 'check',
  feedback: 'send',
  review: 'check',
  grant: 'calendar',
  transfer: 'swap',
  extension: 'clock',
  return: 'undo',
  urge: 'bell',
  recall: 'undo',
  reopen: 'bolt',
}

/** split takes the one thing to do next apart from what else may be done, in the server's order. */
export function split(can: Verb[]): { primary?: Verb; others: Verb[] } {
  const primary = can.find(v => v.primary)
  return { primary, others: can.filter(v => v !== primary) }
}

export interface Missing {
  label: string
  have: number
  min: number
}

/**
 * checklist shows what the evidence rule asks beside what is there, so nobody is refused by surprise. It decides
 * nothing: the server does.
 */
export function checklist(detail: Detail, files: { type: string }[], text: string): Missing[] {
  const photos = detail.evidence.photos + files.filter(f => f.type.startsWith('image/')).length
  const documents = detail.evidence.documents + files.filter(f => !f.type.startsWith('image/')).length
  const count = (ask: Ask): number => {
    if (ask.kind === 'photo') return photos
    if (ask.kind === 'document') return documents
    if (ask.kind === 'any_file') return photos + documents
    if (ask.kind === 'figure') return text.match(/\d+/g)?.length ?? 0
    return text.trim() ? 1 : 0
  }
  return (detail.evidence.asks ?? []).map(ask => ({ label: ask.label, have: count(ask), min: ask.min }))
}
