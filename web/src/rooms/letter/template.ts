import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Kind } from './data'

export interface Clause {
  key: string
  zh: string
  en: string
  evidence?: string
  weight: number
  how: string
  metric?: string
  target?: number
  each?: number
}

export interface TemplateBody {
  kind: Kind
  zh: string
  en: string
  total: number
  absent?: string
  parts: { key: string; zh: string; en: string; weight: number; clauses: Clause[] }[]
  controls: { key: string; zh: string; en: string; metric: string; max: number }[]
  vetoes: { key: string; zh: string; en: string; metric: string; over: number; under?: number; on: boolean }[]
  adjusts: { key: string; zh: string; en: string; metric: string; each: number; cap: number }[]
  grades: { key: string; zh: string; en: string; min: number }[]
}

export interface Template {
  id: string
  state: string
  from: string
  to?: string
  source: string
  body: TemplateBody
  builtin: boolean
  confidence?: string
  now: boolean
  version: string
  revision: number
}

/** One thing that letters count; some are entered by hand. */
export interface Metric {
  key: string
  zh: string
  en: string
  recorded?: boolean
}

export function useTemplates() {
  return useQuery({
    queryKey: ['letter', 'templates'],
    queryFn: ({ signal }) => api.get<{ items: Template[]; metrics: Metric[] }>('/letter-templates', {}, signal),
  })
}

/** newKey names a row that somebody adds, by a name that no other row has. */
export function newKey(rows: { key: string }[]): string {
  for (let n = rows.length + 1; ; n++) {
    if (!rows.some(r => r.key === `x${n}`)) return `x${n}`
  }
}

export interface Wrong {
  part: string
  want: number
  got: number
}

const cents = (list: { weight: number }[]) =>
  list.reduce((sum, x) => sum + Math.round((Number(x.weight) || 0) * 100), 0)

/** sums finds the parts whose clauses do not sum to their weight, and whether the parts sum to the total. */
export function sums(body: TemplateBody): Wrong[] {
  const wrong: Wrong[] = []
  for (const p of body.parts) {
    const got = cents(p.clauses)
    if (got !== Math.round(p.weight * 100)) wrong.push({ part: p.zh, want: p.weight, got: got / 100 })
  }
  const all = cents(body.parts)
  if (all !== Math.round(body.total * 100)) wrong.push({ part: 'total', want: body.total, got: all / 100 })
  return wrong
}
