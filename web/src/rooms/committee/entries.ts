import type { Decision, Gap, Loose } from './types'

// What stands in the middle of the desk, and what the keys do with it.

export type Entry = { id: string; start: number; decision: Decision } | { id: string; start: number; loose: Loose }
export type Show = 'found' | 'sendable' | 'gaps' | 'loose'
export const shows: Show[] = ['found', 'sendable', 'gaps', 'loose']

export const looseId = (l: Loose) => `loose-${l.start}-${l.end}`

/** entriesOf puts recognised items and unrecognised sentences in the order of the text; what came by hand goes last. */
export function entriesOf(decisions: Decision[], loose: Loose[]): Entry[] {
  const place = (start: number) => (start < 0 ? Number.POSITIVE_INFINITY : start)
  const all: Entry[] = [
    ...decisions.map(decision => ({ id: decision.id, start: place(decision.source.start), decision })),
    ...loose.map(l => ({ id: looseId(l), start: l.start, loose: l })),
  ]
  return all.sort((a, b) => (a.start === b.start ? 0 : a.start - b.start))
}

export function isSendable(d: Decision): boolean {
  return d.kind === 'task' || d.kind === 'commitment' || d.kind === 'relay'
}

/** Only these keep the server from taking a tick; a task without a deadline may be meant so. */
const hindering: Gap[] = ['no_owner', 'ambiguous_owner', 'due_before_meeting']

export function hindered(d: Decision): boolean {
  return d.gaps.some(g => hindering.includes(g))
}

export function isPending(d: Decision): boolean {
  return isSendable(d) && (d.state === 'proposed' || d.state === 'ticked')
}

export function shown(entries: Entry[], show: Show): Entry[] {
  if (show === 'loose') return entries.filter(e => 'loose' in e)
  if (show === 'gaps')
    return entries.filter(e => 'decision' in e && isPending(e.decision) && e.decision.gaps.length > 0)
  if (show === 'sendable') return entries.filter(e => 'decision' in e && isSendable(e.decision))
  return entries.filter(e => 'decision' in e)
}

/**
 * step moves the selection and stops at the ends. From a place that is filtered out it goes to what follows in the
 * text, so that a sentence picked with the mouse is a good start for the keys.
 */
export function step(entries: Entry[], from: Entry | undefined, by: number): string | undefined {
  const at = entries.findIndex(e => e.id === from?.id)
  if (at >= 0) return entries[Math.max(0, Math.min(entries.length - 1, at + by))]?.id
  if (!from) return entries[0]?.id
  const after = entries.findIndex(e => e.start >= from.start)
  const next = after < 0 ? entries.length : after
  return entries[Math.max(0, Math.min(entries.length - 1, by > 0 ? next : next - 1))]?.id
}

export interface Totals {
  tasks: number
  ticked: number
  units: number
  gaps: number
}

/** totals are for the bar at the foot: what is ticked and to how many units it goes. */
export function totals(decisions: Decision[]): Totals {
  const ticked = decisions.filter(d => d.state === 'ticked')
  const units = new Set(ticked.flatMap(d => [...d.owners, ...d.coOwners]).flatMap(o => o.units.map(u => u.id)))
  return {
    tasks: decisions.filter(isPending).length,
    ticked: ticked.length,
    units: units.size,
    gaps: decisions.filter(d => isPending(d) && d.gaps.length > 0).length,
  }
}

/** tickable lists what one press may tick: proposals in which nothing hinders and which repeat nothing. */
export function tickable(decisions: Decision[]): Decision[] {
  return decisions.filter(
    d => isSendable(d) && d.state === 'proposed' && !hindered(d) && (!d.duplicates?.length || d.into.length > 0),
  )
}

/** undated lists what still has no deadline and may get one. */
export function undated(decisions: Decision[]): Decision[] {
  return decisions.filter(d => isPending(d) && (d.gaps.includes('no_due') || d.gaps.includes('no_such_day')))
}

/** unitsOf counts the units of a list of owners, each once. */
export function unitsOf(d: Pick<Decision, 'owners'>): number {
  return new Set(d.owners.flatMap(o => o.units.map(u => u.id))).size
}
