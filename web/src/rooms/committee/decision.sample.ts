import type { Decision } from './types'

/** A task as the reader proposes it, for tests: what a test cares about comes in more. */
export const decision = (id: string, start: number, more: Partial<Decision> = {}): Decision => ({
  id,
  no: 1,
  kind: 'task',
  text: '',
  source: { start, end: start + 5 },
  title: id,
  owners: [],
  coOwners: [],
  cadence: 'none',
  topic: 'other',
  evidence: 'ordinary',
  urgency: 'ordinary',
  standard: '',
  why: '',
  state: 'proposed',
  gaps: [],
  into: [],
  revision: 1,
  ...more,
})
