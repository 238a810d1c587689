import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import type { Option } from '@/kit'
import type { Area, MatterRow, Named } from './types'

/** The townships of this county, for the chip that filters by place. */
export function useAreas(): Option[] {
  const { county } = useSession()
  const found = useQuery({
    queryKey: ['registry', 'areas', county.code],
    queryFn: ({ signal }) => api.get<{ items: Area[] | null }>('/places', { parent: county.code, limit: 60 }, signal),
    staleTime: 30 * 60_000,
  })
  return (found.data?.items ?? []).map(p => ({ value: p.code, label: p.name }))
}

/** The units in sight, so that a filter by unit says a name; a unit from a link is asked for by its id. */
export function useUnitName(): Option[] {
  const [{ unit }] = useFilters()
  const queries = useQueryClient()
  const asked = useQuery({
    queryKey: ['registry', 'unit', unit],
    queryFn: ({ signal }) => api.get<Named>(`/units/${unit}`, undefined, signal),
    enabled: Boolean(unit),
    staleTime: 30 * 60_000,
  })
  const names = new Map<string, string>()
  for (const [, data] of queries.getQueriesData<{ pages?: { items: MatterRow[] | null }[] }>({
    queryKey: ['matter', 'list'],
  })) {
    for (const row of data?.pages?.flatMap(p => p.items ?? []) ?? []) names.set(row.unit.id, row.unit.name)
  }
  if (unit && asked.data) names.set(unit, asked.data.name)
  return [...names].map(([value, label]) => ({ value, label }))
}
