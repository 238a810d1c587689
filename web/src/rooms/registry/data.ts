import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page, Place } from '@/api/types'

export const unitKinds = [
  'committee',
  'committee_office',
  'party_organ',
  'government_organ',
  'department',
  'township',
  'village',
  'park',
  'public_institution',
  'enterprise',
] as const

export const postKinds = ['chief', 'deputy', 'liaison', 'duty', 'staff'] as const

export interface Unit {
  id: string
  kind: string
  name: string
  short?: string
  aliases?: string[] | null
  code?: string
  parent?: Named | null
  place?: Place | null
  sector?: string
  address?: string
  status: string
  revision: number
}

export interface Holder {
  id: string
  person: Named
  mode: string
  since: string
}

export interface Post {
  id: string
  title: string
  kind: string
  unit: Named
  status: string
  revision: number
  holders?: Holder[] | null
  deputies?: Named[] | null
}

export const channels = ['wecom', 'dingtalk', 'feishu', 'mail', 'phone'] as const

/** A way to reach a unit; the address comes masked unless one may use it. */
export interface Contact {
  id: string
  channel: string
  address: string
  purpose: string
  optedIn: boolean
  status: string
  revision: number
}

export interface UnitForm {
  kind: string
  name: string
  short: string
  parent: Named | null
  place: Named | null
  address: string
}

export function useUnit(id: string) {
  return useQuery({
    queryKey: ['registry', 'unit', id],
    queryFn: ({ signal }) => api.get<Unit>(`/units/${id}`, {}, signal),
  })
}

export function usePosts(unit: string) {
  return useQuery({
    queryKey: ['registry', 'posts', unit],
    queryFn: ({ signal }) => api.get<Page<Post>>('/posts', { unit, limit: 200 }, signal),
  })
}

export function usePlaces(parent: string) {
  return useQuery({
    queryKey: ['registry', 'places', parent],
    queryFn: ({ signal }) => api.get<Page<Place>>('/places', { parent, limit: 200 }, signal),
    staleTime: 10 * 60_000,
  })
}

/** A write to the registry: afterwards every list of it is asked for again. */
export function useRegistryWrite<B, R>(write: (body: B, key: string) => Promise<R>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: B; key: string }) => write(body, key),
    onSuccess: () => {
      for (const name of ['registry', 'pick']) void queries.invalidateQueries({ queryKey: [name] })
    },
  })
}

/** wireUnit is the form as the server takes it: ids instead of names. */
export function wireUnit(form: UnitForm): Record<string, unknown> {
  return {
    kind: form.kind,
    name: form.name.trim(),
    short: form.short.trim(),
    parent: form.parent?.id ?? '',
    place: form.place?.id ?? '',
    address: form.address.trim(),
  }
}
