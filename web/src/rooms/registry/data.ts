import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page, Place } from '@/api/types'
import { useWrite, type Write } from '@/app/useWrite'

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
  regulator?: Named | null
  address?: string
  since?: string
  until?: string
  status: string
  revision: number
}

export interface Holder {
  id: string
  person: Named
  mode: string
  since: string
  until: string
  revision: number
}

export interface Person {
  id: string
  name: string
  mobile: string
  posts: Named[]
  status: 'active' | 'left'
  revision: number
}

export const modes = ['full', 'acting', 'part'] as const

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
  /** A secret signs what is sent. */
  signed: boolean
  optedIn: boolean
  status: string
  revision: number
}

export interface UnitForm {
  kind: string
  name: string
  short: string
  aliases: string
  code: string
  parent: Named | null
  place: Named | null
  address: string
  sector: string
  regulator: Named | null
  since: string
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

/** One person with the whole number, for those who may correct it. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: ['registry', 'person', id],
    queryFn: ({ signal }) => api.get<Person>(`/people/${id}`, {}, signal),
    gcTime: 0,
  })
}

export function useHoldings(post: string) {
  return useQuery({
    queryKey: ['registry', 'holdings', post],
    queryFn: ({ signal }) => api.get<Page<Holder>>(`/posts/${post}/holdings`, {}, signal),
  })
}

export interface PlaceRow {
  code: string
  name: string
  level: string
  parent?: string
  shaped: boolean
  status: string
}

/** What a file of boundaries changed, or would change. */
export interface Boundaries {
  changed: Place[]
  same: number
  wrong: string[]
}

export function usePlace(code: string) {
  return useQuery({
    queryKey: ['registry', 'place', code],
    queryFn: ({ signal }) => api.get<PlaceRow>(`/places/${code}`, {}, signal),
  })
}

/** A write to the registry: afterwards every list of it is asked for again. */
export const useRegistryWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'registry', 'pick')

/** wireUnit is the form as the server takes it: ids instead of names. */
export function wireUnit(form: UnitForm): Record<string, unknown> {
  return {
    kind: form.kind,
    name: form.name.trim(),
    short: form.short.trim(),
    parent: form.parent?.id ?? '',
    place: form.place?.id ?? '',
    address: form.address.trim(),
    aliases: aliasesOf(form.aliases),
    code: form.code.trim(),
    sector: form.sector.trim(),
    regulator: form.regulator?.id ?? '',
    since: form.since,
  }
}

/** aliasesOf reads names as people list them: with commas, marks of enumeration or new lines between. */
export function aliasesOf(text: string): string[] {
  const names = text.split(/[,;\n\uff0c\uff1b\u3001]/).map(name => name.trim())
  return [...new Set(names.filter(name => name !== ''))]
}
