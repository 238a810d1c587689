import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useSession } from '@/app/session'
import { useWrite, type Write } from '@/app/useWrite'
import type { Shape } from './shape'

export interface Word {
  key: string
  zh: string
  en: string
}

export interface Method extends Word {
  factors: (Word & { steps: { value: number; zh: string; en: string }[] })[]
  bands: { colour: string; over: number; zh: string; en: string }[]
}

/** The rules in force that the forms are made of. */
export interface Rules {
  methods: Method[]
  ladders: (Word & { levels: (Word & { colour: string })[] })[]
  triggers: Word[]
  accidents: Word[]
  measures: Word[]
  confidence: string
  source: string
  version: string
}

export interface Measure {
  id: string
  kind: string
  text: string
  level: string
  unit?: string
  unitName?: string
  every?: number
  checklist?: string
  next?: string
}

export interface Rating {
  id: string
  version: number
  method: string
  values: Record<string, number>
  score: number
  colour: string
  reason: string
  at: string
}

export interface Risk {
  id: string
  number: string
  name: string
  what?: string
  accidents?: string[]
  category?: string
  sector?: string
  geometry?: Shape
  unit: Named
  site?: string
  siteName?: string
  place: string
  placeName: string
  ladder: string
  state: string
  colour: string
  rating?: Rating
  measures?: Measure[]
  keep?: string[]
  gaps?: string[]
  proposal?: string
  review?: string
  reason?: string
  revision: number
}

export interface Task {
  id: string
  text: string
  unitName: string
  due: string
  state: string
  work: { kind: string; id: string }
}

export interface Proposal {
  id: string
  point: string
  name: string
  unit: Named
  causes: { trigger: string; number?: string; text: string; at: string }[]
  from: string
  suggests: string
  due: string
  late?: boolean
  state: string
  revision: number
}

/** A point with everything that its page shows. */
export interface RiskView extends Risk {
  ratings: (Rating & { byName: Named })[]
  tasks: Task[]
  proposals: Proposal[]
  can: string[]
}

export interface Summary {
  areas: { area: string; name: string; counts: Record<string, number>; worst: string; total: number }[]
  counts: Record<string, number>
  total: number
}

export interface MapView {
  total: number
  points: { id: string; name: string; colour: string; geometry: object }[]
  clusters: { at: [number, number]; worst: string; total: number }[]
  cut: boolean
}

export interface Intake {
  new: number
  changed: number
  same: number
  wrong: { row: number; name: string; why: string[] }[] // the first of them
  refused: number
}

export interface Portrait {
  unit: Named
  zh: string
  en: string
  sum: number
  raised: boolean
  factors: {
    key: string
    zh: string
    en: string
    count: number
    weight: number
    most: number
    adds: number
    atLeast?: string
    href: string
  }[]
  bands: (Word & { from: number })[]
  days: number
  rule: string
  at: string
}

export const colours = ['red', 'orange', 'yellow', 'blue'] as const
export type Colour = (typeof colours)[number]

/** levelOf is the level by whose shape and colour a grade is shown; what nobody rated has none. */
export function levelOf(colour: string): 1 | 2 | 3 | 4 | undefined {
  const i = colours.indexOf(colour as Colour)
  return i < 0 ? undefined : ((i + 1) as 1 | 2 | 3 | 4)
}

/** A township as the schematic and the maps know it. */
export interface Town {
  code: string
  name: string
  tile?: { col: number; row: number } | null
  /** Whether the county has imported its boundary. */
  shaped: boolean
}

export function useTowns() {
  const { county } = useSession()
  return useQuery({
    queryKey: ['risk', 'towns', county.code],
    queryFn: ({ signal }) => api.get<Page<Town>>('/places', { parent: county.code, limit: 200 }, signal),
    staleTime: 10 * 60_000,
  })
}

export function useRules() {
  return useQuery({
    queryKey: ['risk', 'rules'],
    queryFn: ({ signal }) => api.get<Rules>('/risks/rules', {}, signal),
    staleTime: 10 * 60_000,
  })
}

export function useRisk(id: string) {
  return useQuery({
    queryKey: ['risk', 'one', id],
    queryFn: ({ signal }) => api.get<RiskView>(`/risks/${id}`, {}, signal),
  })
}

export function useSummary() {
  return useQuery({
    queryKey: ['risk', 'summary'],
    queryFn: ({ signal }) => api.get<Summary>('/risks/summary', {}, signal),
  })
}

export function usePortrait(unit: string) {
  return useQuery({
    queryKey: ['risk', 'portrait', unit],
    queryFn: ({ signal }) => api.get<Portrait>(`/units/${unit}/portrait`, {}, signal),
  })
}

/** A write to the room: afterwards every list of it is asked for again. */
export const useRiskWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'risk')
