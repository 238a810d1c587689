import { countyNow } from '@/app/time'
import type { Preview } from '@/rooms/imports/data'

/** The two days between which an import shows. */
export type Days = { from: string; to: string }

const isDay = (s: string | undefined): s is string => /^\d{4}-\d{2}-\d{2}$/.test(s ?? '')

/** From the eve of the first day that a table of posts names to the morrow of its last, today included. */
export function turnoverDays(preview: Preview, today = countyNow()): Days {
  const said = (preview.rows ?? []).filter(r => r.status === 'new' || r.status === 'changed')
  const days = said.flatMap(r => (r.cells ?? []).map(c => c.new).filter(isDay))
  const eve = today.subtract(1, 'day').format('YYYY-MM-DD')
  const [first = ''] = [today.format('YYYY-MM-DD'), ...days].sort()
  const last = [eve, ...days].sort().at(-1) ?? eve
  return { from: shift(first, -1), to: shift(last, 1) }
}

const shift = (day: string, by: number) => {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + by)
  return at.toISOString().slice(0, 10)
}
