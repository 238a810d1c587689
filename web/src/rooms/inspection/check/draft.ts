import type { Lang } from '@/app/translate'
import { uuidv7 } from '@/app/uuid'
import type { Point } from '@/capture/place'
import type { Answer, Answers, Form, State } from '@/checklist/form'
import { sent } from '@/checklist/form'
import type { Parcel } from '@/offline/parcel'

export interface ChecklistRow {
  id: string
  version: number
  title: string
  titleEn?: string
  siteKinds?: string[]
  sector?: string
  form: Form
}

/** A check that one's unit owes, as the offline pack carries it. */
export interface DueCheck {
  id: string
  title: string
  site: string
  siteName: string
  checklist: string
  from: string
  due: string
}

/** An inspection under way. The form lies in it: what was begun by one version is ended by it (law 6). */
export interface Check {
  id: string
  checklist: string
  version: number
  title: string
  form: Form
  site: string
  siteName: string
  started: number
  offsetMs: number | null
  point?: Point
  answers: Answers
  /** The camera's own files behind the pictures. */
  originals: Record<string, string>
  counterpart: string
  /** Post of the leader who was in front. */
  led?: string
  duty?: string
}

export const kind = 'inspection.done'

/** A checklist's name in the reader's language. */
export const nameOf = (list: ChecklistRow, lang: Lang) => (lang === 'en' && list.titleEn) || list.title

export function begin(
  list: ChecklistRow,
  site: { id: string; name: string },
  now: number,
  offsetMs: number | null,
  duty?: string,
): Check {
  return {
    id: uuidv7(now),
    checklist: list.id,
    version: list.version,
    title: list.title,
    form: list.form,
    site: site.id,
    siteName: site.name,
    started: now,
    offsetMs,
    answers: {},
    originals: {},
    counterpart: '',
    duty,
  }
}

/** answered is the check with one answer changed. */
export function answered(
  c: Check,
  item: string,
  part: Partial<Answer>,
  originals: Record<string, string> = {},
): Pick<Check, 'answers' | 'originals'> {
  return {
    answers: { ...c.answers, [item]: { ...c.answers[item], ...part, item } },
    originals: { ...c.originals, ...originals },
  }
}

export function bodyOf(c: Check, states: State[], now: number) {
  return {
    id: c.id,
    checklist: c.checklist,
    version: c.version,
    site: c.site,
    started: new Date(c.started).toISOString(),
    ended: new Date(now).toISOString(),
    offsetMs: c.offsetMs,
    point: c.point,
    answers: sent(states, c.answers, uuidv7),
    counterpart: c.counterpart.trim() ? { post: c.counterpart.trim(), signed: true } : undefined,
    led: c.led,
    duty: c.duty,
  }
}

export function parcelOf(
  c: Check,
  state: 'draft' | 'waiting',
  body: unknown,
): Omit<Parcel, 'share' | 'tries' | 'next'> {
  const hashes = Object.values(c.answers).flatMap(a =>
    [...(a.photos ?? []), ...(a.action?.fixed ?? [])].map(p => p.hash),
  )
  return {
    id: c.id,
    kind,
    title: `${c.siteName} · ${c.title}`,
    method: 'POST',
    path: '/inspections',
    body: state === 'draft' ? c : body,
    files: [...new Set(hashes)],
    later: [...new Set(hashes.flatMap(h => c.originals[h] ?? []))],
    state,
    made: c.started,
  }
}
