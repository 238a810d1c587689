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
  parts: { key: string; zh: string; en: string; weight: number; clauses: Clause[] }[]
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

export function useTemplates() {
  return useQuery({
    queryKey: ['letter', 'templates'],
    queryFn: ({ signal }) =>
      api.get<{ items: Template[]; metrics: { key: string; zh: string; en: string }[] }>(
        '/letter-templates',
        {},
        signal,
      ),
  })
}

/** change edits one clause of a part, or with clause -1 the part itself, and leaves everything else as it was. */
export function change(body: TemplateBody, part: number, clause: number, edit: Partial<Clause>): TemplateBody {
  return {
    ...body,
    parts: body.parts.map((p, i) => {
      if (i !== part) return p
      if (clause < 0) return { ...p, weight: edit.weight ?? p.weight }
      return { ...p, clauses: p.clauses.map((c, j) => (j === clause ? { ...c, ...edit } : c)) }
    }),
  }
}

export interface Wrong {
  part: string
  want: number
  got: number
}

const cents = (list: { weight: number }[]) => list.reduce((sum, x) => sum + Math.round(x.weight * 100), 0)

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
