import type { Happening, Rung, State } from './types'

// What happened to a matter, as marks on the river line.

export interface Mark {
  stamp?: 'closed' | 'scar'
  tone: 'plain' | 'overdue'
}

/**
 * marksOf decides what each happening looks like. What a clock did after the deadline is late. Only the last closing of
 * a matter that is closed now carries the fresh stamp; every earlier one is a scar, and stays.
 */
export function marksOf(items: Happening[], state: State, deadline?: string | null): Map<string, Mark> {
  const last = items.filter(h => h.kind === 'matter.closed').at(-1)
  const end = deadline ? Date.parse(deadline) : Number.POSITIVE_INFINITY
  return new Map(
    items.map(h => {
      const mark: Mark = { tone: h.by === 'clock' && Date.parse(h.at) >= end ? 'overdue' : 'plain' }
      if (h.kind === 'matter.closed') mark.stamp = state === 'closed' && h === last ? 'closed' : 'scar'
      return [h.id, mark]
    }),
  )
}

export type Standing = 'done' | 'next' | 'later'

/** standings says of each rung of the ladder whether it has fired, comes next, or lies further up. */
export function standings(ladder: Rung[]): Standing[] {
  const next = ladder.findIndex(r => !r.done)
  return ladder.map((r, i) => (r.done ? 'done' : i === next ? 'next' : 'later'))
}
