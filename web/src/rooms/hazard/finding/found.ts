import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'

/** A hazard as the phone lists it; the desk shows the rest. */
export interface FoundRow {
  id: string
  number: string
  text: string
  state: string
  grade: string
  category: string
  where?: string
  unit: Named
  place: { name: string }
  found: string
  due?: string
  overdue: boolean
  thumb?: string
  revision: number
  can?: { verb: string }[]
  /** Pictures came that are not compared yet. */
  waiting?: boolean
  doubts?: { kind: string; asks?: boolean; photo?: string; other?: { photo?: string }; answer?: unknown }[]
}

/** What the own unit found, the newest first. Without a network: what was read last. */
export function useFoundHere(unit: string | undefined) {
  return useQuery({
    queryKey: ['hazard', 'found', unit],
    queryFn: ({ signal }) => api.get<Page<FoundRow>>('/hazards', { finder: unit, limit: 50 }, signal),
    enabled: unit !== undefined,
  })
}

export function useFoundOne(id: string) {
  return useQuery({
    queryKey: ['hazard', 'one', id],
    queryFn: ({ signal }) => api.get<FoundRow>(`/hazards/${id}`, {}, signal),
  })
}
