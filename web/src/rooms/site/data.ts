import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import type { Page } from '@/api/types'
import { usePrefs } from '@/app/prefs'
import { useWrite, type Write } from '@/app/useWrite'
import type { Option } from '@/kit'

type Wire = components['schemas']

export type Site = Wire['SiteView']
export type Labels = Wire['SiteLabels']
export type Label = Wire['LabelView']
export type SiteKind = Wire['rule.SiteKind']

/** The names that choose sites, for the list, the map and the print sheet alike. */
export interface SiteFilter {
  q?: string
  kind?: string
  place?: string
  unit?: string
  status?: string
}

export function useSite(id: string) {
  return useQuery({
    queryKey: ['site', 'one', id],
    queryFn: ({ signal }) => api.get<Site>(`/sites/${id}`, undefined, signal),
  })
}

export function useSiteLabels(id: string) {
  return useQuery({
    queryKey: ['site', 'labels', id],
    queryFn: ({ signal }) => api.get<Labels>(`/sites/${id}/labels`, undefined, signal),
  })
}

export interface SiteFeature {
  id: string
  geometry: { coordinates: [number, number] }
  properties: { name: string; kindName: string; placeName: string; unitName: string }
}

export function useSiteMap(filter: SiteFilter) {
  return useQuery({
    queryKey: ['site', 'map', filter],
    queryFn: ({ signal }) => api.get<{ features: SiteFeature[] }>('/sites.geojson', { ...filter }, signal),
  })
}

/** The kinds of sites in the language of the screen. */
export function useSiteKinds(): Option[] {
  const { lang } = usePrefs()
  const found = useQuery({
    queryKey: ['terms', 'siteKinds'],
    queryFn: ({ signal }) => api.get<Page<SiteKind>>('/sites/kinds', undefined, signal),
    staleTime: 24 * 60 * 60_000,
  })
  return (found.data?.items ?? []).map(k => ({ value: k.key, label: lang === 'en' ? k.en : k.zh }))
}

/** Labels that were taken out of use and are scanned all the same: they still hang somewhere. */
export function useStillScanned(enabled: boolean) {
  return useQuery({
    queryKey: ['site', 'still'],
    queryFn: ({ signal }) => api.get<Page<Wire['registry.Label']>>('/labels/still-scanned', undefined, signal),
    enabled,
  })
}

/** A write to a site or its labels: afterwards everything about sites is asked for again. */
export const useSiteWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'site', 'pick')
