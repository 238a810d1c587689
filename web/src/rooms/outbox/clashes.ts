import type { Parcel } from '@/offline/parcel'

/** One fact that two people changed: what both saw, what I want, what stands there now. */
export interface Clash {
  field: string
  base: unknown
  mine: unknown
  theirs: unknown
}

/** What the problem of a stale write carries besides its sentences. */
interface Theirs {
  conflict?: { fields?: Clash[]; current?: { revision?: number } }
}

const conflictOf = (p: Parcel) => (p.theirs as Theirs | undefined)?.conflict

export function clashesOf(p: Parcel): Clash[] {
  return conflictOf(p)?.fields ?? []
}

/**
 * settled is the body to send after a person decided each fact: it stands on the revision that was looked at, and
 * leaves out the facts in which the county's version was kept. Nothing left means nothing has to be sent.
 */
export function settled(p: Parcel, keepMine: Record<string, boolean>): Record<string, unknown> | undefined {
  const body = { ...(p.body as Record<string, unknown>) }
  for (const c of clashesOf(p)) if (!keepMine[c.field]) delete body[c.field]
  const rest = Object.keys(body).filter(k => k !== 'base' && k !== 'revision')
  if (rest.length === 0) return undefined
  const revision = conflictOf(p)?.current?.revision
  if ('base' in body) body.base = revision ?? body.base
  if ('revision' in body) body.revision = revision ?? body.revision
  return body
}
