import type { Named } from '@/api/types'
import { countyDay, countyNow } from '@/app/time'
import type { State } from '@/checklist/form'
import { bodyOf, type Check } from '../check/draft'

/** An inspection that is written up at a desk: what a phone knows by itself is typed. */
export interface Written extends Check {
  day: string
  from: string
  to: string
  source: string
  team: Named[]
  refused: string
  note: string
}

/** written begins the sheet: today, ended now. */
export function written(check: Check): Written {
  const now = countyNow()
  const begun = now.subtract(1, 'hour').isSame(now, 'day') ? now.subtract(1, 'hour') : now.startOf('day')
  return {
    ...check,
    day: countyDay(check.started),
    from: begun.format('HH:mm'),
    to: now.format('HH:mm'),
    source: '',
    team: [],
    refused: '',
    note: '',
  }
}

export type Wrong = 'day' | 'from' | 'to' | 'team' | 'refused'

/** wrongIn names what of the record itself is not as it must be; the county looks at everything again. */
export function wrongIn(w: Written): Wrong[] {
  const wrong: Wrong[] = []
  if (!w.day) wrong.push('day')
  if (!isClock(w.from)) wrong.push('from')
  if (!isClock(w.to) || (isClock(w.from) && w.to < w.from)) wrong.push('to')
  if (w.source === 'joint' && w.team.length === 0) wrong.push('team')
  if (w.refused.trim() && w.counterpart.trim() === '') wrong.push('refused')
  return wrong
}

const isClock = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** The record as the county receives it. Times were typed by the county's clock, so nothing is to be corrected. */
export function writtenBody(w: Written, states: State[]) {
  const post = w.counterpart.trim()
  const refused = w.refused.trim()
  return {
    ...bodyOf(w, states, w.started),
    started: instant(w.day, w.from),
    ended: instant(w.day, w.to),
    offsetMs: 0,
    source: w.source || undefined,
    team: w.source === 'joint' ? w.team.map(u => u.id) : undefined,
    counterpart: post ? { post, signed: !refused, refused: refused || undefined } : undefined,
    note: w.note.trim() || undefined,
  }
}

const instant = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`).toISOString()

const shelf = (account: string) => `anlan.inspection.${account}`

/** What was left on this desk: it lives as long as the tab, since others may sit here tomorrow. */
export function left(account: string): Written | undefined {
  try {
    const text = sessionStorage.getItem(shelf(account))
    return text ? (JSON.parse(text) as Written) : undefined
  } catch {
    return undefined // a browser that keeps nothing begins anew
  }
}

export function keep(account: string, w: Written | undefined): void {
  try {
    if (w) sessionStorage.setItem(shelf(account), JSON.stringify(w))
    else sessionStorage.removeItem(shelf(account))
  } catch {
    // the sheet stands on the screen all the same
  }
}
