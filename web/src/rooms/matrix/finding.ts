import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import type { Holder, Kind } from './data'

export interface Answered {
  unit: Named
  agrees: boolean | null
  reason?: string
  other: Named | null
  by: Named
  at: string | null
}

export interface Finding {
  id: string
  kind: Kind
  state: string
  live: boolean
  axis?: string
  axisName?: string
  sector: Named | null
  place?: string
  holder: Holder | null
  holders: Holder[]
  objects: number
  sentence: string
  talk: {
    proposed: Holder | null
    text: string
    asked: Answered[]
    due: string
    before: string
    late: boolean
  } | null
  meeting: Named | null
  outcome: { text: string; day: string; wants?: string[] } | null
  opened: string
  closed: string | null
  can: string[]
  revision: number
}

export function useFinding(id: string) {
  return useQuery({
    queryKey: ['matrix', 'finding', id],
    queryFn: ({ signal }) => api.get<Finding>(`/matrix/findings/${id}`, {}, signal),
  })
}

export interface Touched {
  ref: { kind: 'registry.unit' | 'registry.site'; id: string }
  name: string
}

/** The enterprises and sites that a finding touches. */
export function useTouched(id: string) {
  return useQuery({
    queryKey: ['matrix', 'finding', id, 'objects'],
    queryFn: ({ signal }) => api.get<Page<Touched>>(`/matrix/findings/${id}/objects`, {}, signal),
  })
}

export interface NearFact {
  why: 'co' | 'axis' | 'place' | 'below' | 'sibling' | 'class'
  axisName: string
  sector: Named | null
  place?: string
  class?: string
}

/** Somebody whose business is near a finding, and what says so. */
export interface Near extends Holder {
  facts: NearFact[]
  count: number
}

export function useNearest(id: string) {
  return useQuery({
    queryKey: ['matrix', 'finding', id, 'nearest'],
    queryFn: ({ signal }) => api.get<Page<Near>>(`/matrix/findings/${id}/nearest`, {}, signal),
  })
}
