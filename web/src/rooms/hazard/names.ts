import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useCan } from '@/app/session'
import type { Option } from '@/kit'

/** One site by its id; a site that one may not see has no name. */
export function useSite(id?: string) {
  return useQuery({
    queryKey: ['site', 'one', id],
    queryFn: ({ signal }) => api.get<Named>(`/sites/${id}`, undefined, signal),
    enabled: Boolean(id),
    staleTime: 10 * 60_000,
  })
}

export function useSiteName(id?: string): Option[] {
  const site = useSite(id)
  return id && site.data ? [{ value: id, label: site.data.name }] : []
}

/** One unit by its id. */
export function useUnitOf(id?: string) {
  return useQuery({
    queryKey: ['registry', 'unit', id],
    queryFn: ({ signal }) => api.get<Named>(`/units/${id}`, undefined, signal),
    enabled: Boolean(id),
    staleTime: 10 * 60_000,
  })
}

interface Clause {
  letter: string
  name: string
  clause: string
  zh: string
  en: string
}

/** The clauses by which this year's letters of a unit and of its township answer for hazards, for those who may read letters. */
export function useClauses(unit: string, place: string): Clause[] {
  const can = useCan()
  const found = useQuery({
    queryKey: ['letter', 'clauses', unit, place],
    queryFn: ({ signal }) => api.get<{ items: Clause[] }>('/letters/clauses', { unit, place, about: 'hazard' }, signal),
    enabled: can('letter.read') && unit !== '',
    staleTime: 10 * 60_000,
  })
  return found.data?.items ?? []
}
