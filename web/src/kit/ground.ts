import { useQueries, useQuery } from '@tanstack/react-query'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import { api } from '@/api/client'
import type { Page } from '@/api/types'
import { useSession } from '@/app/session'

/** A township with its boundary, as far as the county has imported one. */
export interface Ground {
  code: string
  name: string
  geometry?: string
}

const dayLong = 24 * 60 * 60_000

/** The ground of every map: the county's own boundaries. No map service is asked, and where none is known it stays plain. */
export function useGround(): Ground[] {
  const { county } = useSession()
  const places = useQuery({
    queryKey: ['ground', county.code],
    queryFn: ({ signal }) =>
      api.get<Page<Ground & { shaped: boolean }>>('/places', { parent: county.code, limit: 200 }, signal),
    staleTime: dayLong,
  })
  const shaped = (places.data?.items ?? []).filter(p => p.shaped)
  return useQueries({
    queries: shaped.map(p => ({
      queryKey: ['ground', 'place', p.code],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Ground>(`/places/${p.code}`, undefined, signal),
      staleTime: dayLong,
    })),
    combine: all => all.flatMap(q => q.data ?? []),
  })
}

/** groundLayer draws it below everything else: thin lines and quiet names. */
export function groundLayer(ground: Ground[], place: HTMLElement): VectorLayer {
  const token = (name: string) => getComputedStyle(place).getPropertyValue(`--${name}`).trim()
  const [line, ink, paper] = [token('control'), token('ink-2'), token('ground')]
  const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
  const features = ground.flatMap(g => {
    try {
      if (!g.geometry) return []
      const feature = new Feature({ geometry: format.readGeometry(g.geometry) ?? undefined })
      feature.set('name', g.name)
      return [feature]
    } catch {
      return [] // a boundary that is broken leaves the others standing
    }
  })
  return new VectorLayer({
    source: new VectorSource({ features }),
    declutter: true,
    style: f =>
      new Style({
        stroke: new Stroke({ color: line, width: 1 }),
        text: new Text({
          text: f.get('name') as string,
          font: `13px ${getComputedStyle(place).fontFamily}`,
          fill: new Fill({ color: ink }),
          stroke: new Stroke({ color: paper, width: 3 }),
        }),
      }),
  })
}

/** groundKey changes when the ground does, and only then. */
export const groundKey = (ground: Ground[]): string => ground.map(g => `${g.code} ${g.geometry?.length ?? 0}`).join(',')
