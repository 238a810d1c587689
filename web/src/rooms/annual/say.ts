import type { T } from '@/app/i18n'
import type { Change, Value } from './data'

/** Tenths written for people: 92 → 9.2. */
const tenths = (n: number) => (n % 10 === 0 ? String(n / 10) : (n / 10).toFixed(1))

const signed = (n: number) => (n > 0 ? `+${tenths(n)}` : tenths(n))

/** A figure in a cell: a number, a part of its base, or that there is no record. */
export function sayValue(t: T, v: Value): string {
  if (v.state === 'off') return '—'
  if (v.state === 'none') return t('none')
  return v.of > 0 ? `${v.n}/${v.of}` : String(v.n)
}

/** Against the year before in a cell: the difference and its percentage, without words. */
export function sayShort(c: Change): string {
  if (c.state !== 'known' || c.diff === 0) return ''
  const diff = c.diff > 0 ? `+${c.diff}` : String(c.diff)
  return c.percent === undefined ? diff : `${diff} (${signed(c.percent)}%)`
}

/** Against the year before, or why nothing is said. */
export function sayChange(t: T, c: Change): string {
  if (c.state !== 'known') return t(`change.${c.state}`, { month: c.since ?? 0 })
  const diff = c.diff > 0 ? `+${c.diff}` : String(c.diff)
  if (c.points !== undefined) return t('change.points', { diff, points: signed(c.points) })
  if (c.percent !== undefined) return t('change.percent', { diff, percent: signed(c.percent) })
  return t('change.noBase', { diff })
}
