import { lazy, Suspense } from 'react'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Failure, Note, Panel, Skeleton } from '@/kit'
import { useSiteMap } from '@/rooms/site/data'
import { useSome } from './data'
import { addressOf, type Filter } from './filter'
import { HazardCard } from './HazardBoard'
import { NoHazards } from './HazardTable'
import css from './Ledger.module.css'
import type { HazardRow } from './types'

const PointMap = lazy(() => import('@/kit/PointMap'))

const most = 200

/** Where they lie: points on a map, and beside it the same by township, because a map is not read aloud. */
export function HazardMap({ filter }: { filter: Filter }) {
  const t = useT('hazard')
  const page = useSome(filter, most)
  const at = useSitePoints()
  if (!page.data) {
    return page.error ? <Failure problem={page.error} onRetry={() => void page.refetch()} /> : <Skeleton rows={8} />
  }
  const rows = page.data.items
  if (rows.length === 0) return <NoHazards filter={filter} />
  const spots = rows.flatMap(h => spotOf(h, at(h)))
  return (
    <div className={css.mapView}>
      <Panel title={t('map.title', { count: spots.length })}>
        {spots.length > 0 ? (
          <>
            <Suspense fallback={<Skeleton rows={8} />}>
              <PointMap label={t('map.say')} spots={spots} />
            </Suspense>
            <p className="muted">{t('map.legend')}</p>
          </>
        ) : (
          <p className="muted">{t('map.blank')}</p>
        )}
        {page.data.next && <Note>{t('map.most', { count: most })}</Note>}
        {spots.length < rows.length && (
          <p className="muted">{t('map.without', { count: rows.length - spots.length })}</p>
        )}
      </Panel>
      <div className={css.townships}>
        {byArea(rows).map(([code, name, list]) => (
          <Township key={code} filter={filter} code={code} name={name} list={list} />
        ))}
      </div>
    </div>
  )
}

type Place = { lon: number; lat: number; name?: string }

/** A finding without coordinates of its own lies where its site lies. */
function useSitePoints(): (h: HazardRow) => Place | undefined {
  const sites = useSiteMap({})
  const known = new Map((sites.data?.features ?? []).map(f => [f.id, f]))
  return h => {
    const site = h.site ? known.get(h.site) : undefined
    const name = site?.properties.name
    if (h.point) return { ...h.point, name }
    return site && { lon: site.geometry.coordinates[0], lat: site.geometry.coordinates[1], name }
  }
}

function spotOf(h: HazardRow, at?: Place) {
  if (!at) return []
  const shape = h.grade === 'general' ? ('ring' as const) : ('filled' as const)
  return [
    { id: h.id, lon: at.lon, lat: at.lat, words: at.name || h.where || h.unit.name, href: `/hazards/${h.id}`, shape },
  ]
}

/** byArea groups by township, in the order of the places' codes. */
export function byArea(rows: HazardRow[]): [string, string, HazardRow[]][] {
  const groups = new Map<string, [string, string, HazardRow[]]>()
  for (const h of rows) {
    const group = groups.get(h.area.code) ?? [h.area.code, h.area.name, []]
    group[2].push(h)
    groups.set(h.area.code, group)
  }
  return [...groups.values()].sort(([a], [b]) => a.localeCompare(b))
}

interface TownshipProps {
  filter: Filter
  code: string
  name: string
  list: HazardRow[]
}

const shown = 6

function Township({ filter, code, name, list }: TownshipProps) {
  const t = useT('hazard')
  const to = addressOf({ ...filter, area: code })
  return (
    <Panel title={name || t('map.nowhere')} extra={<Link to={to}>{t('map.all', { count: list.length })}</Link>}>
      <ul className={css.cards}>
        {list.slice(0, shown).map(h => (
          <li key={h.id}>
            <HazardCard hazard={h} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
