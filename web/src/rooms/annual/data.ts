import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { countyNow } from '@/app/time'
import { useWrite, type Write } from '@/app/useWrite'

export const tables = ['sector', 'town', 'grade'] as const
export type Table = (typeof tables)[number] | 'total'

export interface Value {
  state: 'told' | 'zero' | 'none' | 'off'
  n: number
  of: number
  waived: number
}

export interface Change {
  state: 'known' | 'year_open' | 'none_now' | 'none_before' | 'partial_before'
  diff: number
  percent?: number
  points?: number
  since?: number
}

export interface Figure extends Value {
  key: string
  before: Value
  change: Change
}

export interface Row {
  key: string
  name: string
  english: string
  level: number
  ended?: string
  figures: Figure[]
}

export interface Head {
  key: string
  group: string
  label: string
  unit: string
  base: string
  ratio: boolean
  off: string[]
}

export interface Nil {
  id: string
  source: string
  name?: string
  basis: string
}

export interface Annual {
  year: number
  over: boolean
  from: string
  to: string
  asOf: string
  whole: boolean
  any: boolean
  total: Row
  sectors: Row[]
  towns: Row[]
  grades: Row[]
  heads: Head[]
  missing: { kind: string; what: string; who: string }[]
  declared: Nil[]
  sources: { key: string; name: string }[]
  can: string[]
}

export interface Fact {
  ref: string
  verdict: 'good' | 'bad' | 'open' | 'waived'
  day: string
  n: number
  title: string
  unit: string
  href: string
}

/** The years that may be asked for, the newest first. */
export function years(): number[] {
  const now = countyNow().year()
  return Array.from({ length: 10 }, (_, i) => now - i)
}

/** The last year that is over: what is reported at the first meeting of the next. */
export const lastYear = () => countyNow().year() - 1

export function useAnnual(year: number) {
  return useQuery({
    queryKey: ['annual', year],
    queryFn: ({ signal }) => api.get<Annual>('/reports/annual', { year }, signal),
  })
}

export function rowsOf(report: Annual, table: Table): Row[] {
  if (table === 'sector') return report.sectors
  if (table === 'town') return report.towns
  return table === 'grade' ? report.grades : [report.total]
}

/** The heads of a group that a table can tell apart, with where their figures stand in a row. */
export function headsOf(report: Annual, group: string, table: Table): { head: Head; at: number }[] {
  return report.heads
    .map((head, at) => ({ head, at }))
    .filter(x => x.head.group === group && !x.head.off.includes(table))
}

export const groupsOf = (report: Annual): string[] => [...new Set(report.heads.map(h => h.group))]

/** Where the list behind a figure stands. */
export function behind(year: number, figure: string, table: Table, row: string, base = false): string {
  const query = new URLSearchParams({ year: String(year), figure, table, row })
  if (base) query.set('base', 'true')
  return `/annual/facts?${query}`
}

export const useAnnualWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'annual')
