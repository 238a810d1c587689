import type { Detail, Happening } from './types'

export interface Mark {
  stamp?: 'closed' | 'scar'
  tone: 'plain' | 'overdue'
}

/** The last closing of a hazard that is gone carries the fresh stamp; every earlier one is a scar, and stays. */
export function marksOf(story: Happening[], detail: Pick<Detail, 'state' | 'due'>): Map<string, Mark> {
  const gone = detail.state === 'closed' || detail.state === 'fixed'
  const last = story.filter(n => n.stamp === 'closed').at(-1)
  const end = detail.due ? Date.parse(`${detail.due}T23:59:59.999+08:00`) : Number.POSITIVE_INFINITY
  return new Map(
    story.map(n => {
      const late = n.kind === 'hazard.span_over' || (n.by === 'clock' && Date.parse(n.at) > end)
      const mark: Mark = { tone: late ? 'overdue' : 'plain' }
      if (n.stamp === 'closed') mark.stamp = gone && n === last ? 'closed' : 'scar'
      return [n.id, mark]
    }),
  )
}
