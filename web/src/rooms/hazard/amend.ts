import type { Clash, Detail } from './types'

// Amending: only what was changed is sent, on the sight of a revision; what others changed meanwhile comes back fact by
// fact, and a person decides each.

export const facts = ['text', 'category', 'sector', 'cause', 'clause', 'where', 'site'] as const
export type Fact = (typeof facts)[number]
export type Facts = Record<Fact, string>

export function factsOf(detail: Detail): Facts {
  return Object.fromEntries(facts.map(name => [name, detail[name] ?? ''])) as Facts
}

/** changed keeps what is not as it was seen. */
export function changed(seen: Facts, wanted: Facts): Partial<Facts> {
  return Object.fromEntries(facts.filter(n => seen[n] !== wanted[n].trim()).map(n => [n, wanted[n].trim()]))
}

export interface Conflict {
  revision: number
  fields: Clash[]
}

/** conflictOf reads what a stale amendment was answered; anything else is no conflict. */
export function conflictOf(more: Record<string, unknown> | undefined): Conflict | undefined {
  const conflict = more?.conflict as { current?: { revision?: number }; fields?: Clash[] } | undefined
  if (!conflict?.fields?.length || !conflict.current?.revision) return undefined
  return { revision: conflict.current.revision, fields: conflict.fields }
}

export type Choice = 'mine' | 'theirs'

/** settled leaves out of what was wanted the facts for which the other's word is kept. */
export function settled(wanted: Partial<Facts>, choices: Record<string, Choice>): Partial<Facts> {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => choices[name] !== 'theirs'))
}
