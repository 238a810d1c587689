import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useWrite, type Write } from '@/app/useWrite'
import { usePages } from '@/kit'

export const kinds = ['gap', 'overlap', 'vacant', 'gone', 'unsigned', 'unsorted'] as const
export type Kind = (typeof kinds)[number]

export interface Holder {
  unit: Named
  post: Named | null
  people?: string[] | null
}

export interface Basis {
  kind: string
  text: string
  ref?: { kind: string; id: string }
}

/** Who answers on an axis, and why. */
export interface Owner extends Holder {
  axis: string
  role: 'lead' | 'co'
  way: string
  state: 'present' | 'vacant' | 'gone'
  cell?: string
  sector: Named | null
  place?: string
  basis: Basis | null
}

export interface Axis {
  key: string
  name: string
  law: string
  over: string
  owner: string
  must: boolean
  one: boolean
}

/** A row on an axis: who answers there, and what is wrong with it. */
export interface Box {
  axis: string
  owners: Owner[]
  flags: Kind[]
  count: number
}

export interface Row {
  key: string
  kind: 'sector' | 'place' | 'county'
  name: string
  depth: number
  leaf: boolean
  matter?: boolean
  sector?: string
  place?: string
  boxes: Box[]
}

export interface Matrix {
  day: string
  today: string
  axes: Axis[]
  rows: Row[]
  may: boolean
}

export interface Cell extends Holder {
  id: string
  sector: Named | null
  axis: string
  place?: string
  placeName?: string
  role: 'lead' | 'co'
  since: string
  until?: string
  basis: Basis
  note?: string
  ended?: string
  by: Named
  revision: number
}

export interface Who {
  sector: Named | null
  day: string
  axes: Axis[]
  owners: Owner[]
  missing: string[]
  overlaps: string[]
}

export interface Summary {
  counts: Partial<Record<Kind, number>>
  may: boolean
}

/** One difference between two days: a cell that began or ended, or who sits in a public post. */
export interface Shifted {
  kind: 'people' | 'began' | 'ended'
  unit: Named
  post: Named | null
  cell?: Cell
  leads: Named[]
  before: string[]
  after: string[]
}

export interface Diff extends Page<Shifted> {
  counts: Partial<Record<Shifted['kind'], number>>
}

export interface Kept {
  task: { id: string; kind: string; times: number; per: string; basis: string; revision: number }
  name: string
  sites: Named[]
  from: string
  to: string
  done: number
  facts: { ref: { kind: string; id: string }; title: string; path: string; at: string }[]
}

export interface Leader {
  post: Named
  people: string[]
  duties: Kept[]
}

export interface Intake {
  new: number
  ended: number
  same: number
  wrong: { row: number; name: string; why: string[] }[] // the first of them
  refused: number
}

export function useMatrix(day: string) {
  return useQuery({
    queryKey: ['matrix', 'grid', day],
    queryFn: ({ signal }) => api.get<Matrix>('/matrix', { day: day || undefined }, signal),
    placeholderData: old => old,
  })
}

export function useSummary() {
  return useQuery({
    queryKey: ['matrix', 'summary'],
    queryFn: ({ signal }) => api.get<Summary>('/matrix/summary', {}, signal),
  })
}

/** The departments and townships that stand as columns. */
export function useColumnUnits() {
  return useQuery({
    queryKey: ['matrix', 'units'],
    queryFn: async ({ signal }) => {
      const of = (kind: string) => api.get<Page<Named & { short?: string }>>('/units', { kind, limit: 200 }, signal)
      const [departments, towns] = await Promise.all([of('department'), of('township')])
      const named = (u: Named & { short?: string }) => ({ id: u.id, name: u.short || u.name })
      return { departments: departments.items.map(named), towns: towns.items.map(named) }
    },
    staleTime: 300_000,
  })
}

export function useCells(sector: string, on: boolean) {
  return useQuery({
    queryKey: ['matrix', 'cells', sector],
    queryFn: ({ signal }) => api.get<Page<Cell>>('/matrix/cells', { sector: sector || undefined }, signal),
    enabled: on,
  })
}

export function useWho(about: Record<string, string | undefined>, on = true) {
  return useQuery({
    queryKey: ['matrix', 'who', about],
    queryFn: ({ signal }) => api.get<Who>('/matrix/who', about, signal),
    enabled: on,
  })
}

export function useDiff(from: string, to: string) {
  return usePages<Shifted, Diff>(['matrix', 'diff'], '/matrix/diff', { from, to }, from !== '' && to !== '')
}

export function useLeaders() {
  return useQuery({
    queryKey: ['matrix', 'leaders'],
    queryFn: ({ signal }) => api.get<Page<Leader>>('/matrix/leaders', {}, signal),
  })
}

/** A write to the matrix: afterwards all of it is asked for again. */
export const useMatrixWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'matrix', 'todo')
