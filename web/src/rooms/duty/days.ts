import dayjs from 'dayjs'
import type { Gap, Shift } from './data'

// The civil days of a roster. The server writes instants with the county's offset, so their day and clock can be read off.

export type Span = 'week' | 'month'

export const dayOf = (at: string) => at.slice(0, 10)
export const clockOf = (at: string) => at.slice(11, 16)

/** The week (from Monday) or month around a day. */
export function stretch(day: string, span: Span): { from: string; to: string } {
  const d = dayjs(day)
  const from = span === 'month' ? d.startOf('month') : d.subtract((d.day() + 6) % 7, 'day')
  const to = span === 'month' ? d.endOf('month') : from.add(6, 'day')
  return { from: from.format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') }
}

/** The same kind of stretch, so many earlier or later. */
export function turn(day: string, span: Span, by: number): string {
  return dayjs(stretch(day, span).from).add(by, span).format('YYYY-MM-DD')
}

/** A clock on a day of the county, as the server reads it. */
export const instant = (day: string, clock: string) => `${day}T${clock}:00+08:00`

/** When a shift ends that begins on a day: a clock not later than the beginning means the next day. */
export function endOf(day: string, begins: string, ends: string): string {
  return instant(ends > begins ? day : dayjs(day).add(1, 'day').format('YYYY-MM-DD'), ends)
}

export type Line = { key: string; starts: string; ends: string; shift?: Shift }

/** Shifts and gaps in the order of time, so that an empty hour stands where somebody is missing. */
export function linesOf(shifts: Shift[], gaps: Gap[]): Line[] {
  const lines: Line[] = [
    ...shifts.map(s => ({ key: s.id, starts: s.starts, ends: s.ends, shift: s })),
    ...gaps.map(g => ({ key: `gap-${g.from}`, starts: g.from, ends: g.to })),
  ]
  return lines.sort((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : a.key < b.key ? -1 : 1))
}
