import type { Meeting } from './types'

/** draftOf is what a change of a meeting sends besides what it changes: the server takes the whole. */
export const draftOf = (m: Meeting) => ({
  revision: m.revision,
  kind: m.kind,
  title: m.title,
  date: m.date,
  session: m.session || undefined,
  venue: m.venue || undefined,
  exercise: m.exercise || undefined,
  ordinal: m.ordinal,
})
