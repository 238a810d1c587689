import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
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
