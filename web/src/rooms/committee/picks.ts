import { type Entry, isPending } from './entries'
import type { Decision, OwnerDraft } from './types'

// Several items at once: which are chosen, what one press writes into them, and what takes it back.

/** What one press writes; what is absent stays. */
export interface Change {
  owners?: OwnerDraft[]
  coOwners?: OwnerDraft[]
  due?: string
}

/** One of several, as the server takes it. */
export interface OneEdit extends Change {
  id: string
  revision: number
  back?: { ticked: boolean; noSuchDay?: string }
}

/** pickable lists, in order, what can be changed together with others. */
export const pickable = (entries: Entry[]): string[] =>
  entries.flatMap(e => ('decision' in e && isPending(e.decision) ? [e.id] : []))

/** picking turns one over, or with Shift everything from the last one to it: all as the one becomes. */
export function picking(
  old: ReadonlySet<string>,
  order: string[],
  last: string | undefined,
  id: string,
  through: boolean,
): ReadonlySet<string> {
  const next = new Set(old)
  const [a, b] = [order.indexOf(last ?? ''), order.indexOf(id)]
  const ids = through && a >= 0 && b >= 0 ? order.slice(Math.min(a, b), Math.max(a, b) + 1) : [id]
  for (const one of ids) old.has(id) ? next.delete(one) : next.add(one)
  return next
}

/** unowned lists what nobody leads yet. */
export const unowned = (decisions: Decision[]): Decision[] =>
  decisions.filter(d => isPending(d) && d.gaps.includes('no_owner'))

/** draftOf is how an owner is written back as it stands. */
export const draftOf = (o: Decision['owners'][number]): OwnerDraft =>
  o.class || o.units.length === 0 ? { said: o.said } : { said: o.said, units: o.units.map(u => u.id) }

/** backOf takes a change back: it writes what stood in the fields that were changed, and sets the ticks again. */
export function backOf(was: Decision[], now: Decision[], change: Change): OneEdit[] {
  const old = new Map(was.map(d => [d.id, d]))
  return now.flatMap(d => {
    const o = old.get(d.id)
    if (!o) return []
    const back = { ticked: o.state === 'ticked', noSuchDay: o.noSuchDay }
    return [
      {
        id: d.id,
        revision: d.revision,
        back,
        ...(change.owners && { owners: o.owners.map(draftOf) }),
        ...(change.coOwners && { coOwners: o.coOwners.map(draftOf) }),
        ...(change.due !== undefined && { due: o.due ?? '' }),
      },
    ]
  })
}
