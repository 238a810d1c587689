import { lazy, Suspense } from 'react'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Failure, Note, Panel, Skeleton } from '@/kit'
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
  if (!page.data) {
    return page.error ? <Failure problem={page.error} onRetry={() => void page.refetch()} /> : <Skeleton rows={8} />
  }
  const rows = page.data.items
  if (rows.length === 0) return <NoHazards filter={filter} />
  const placed = rows.filter(h => h.point)
  return (
    <div className={css.mapView}>
      <Panel title={t('map.title', { count: placed.length })}>
        <Suspense fallback={<Skeleton rows={8} />}>
          <PointMap label={t('map.say')} spots={placed.flatMap(spotOf)} />
        </Suspense>
        <p className="muted">{t('map.legend')}</p>
        {page.data.next && <Note>{t('map.most', { count: most })}</Note>}
        {placed.length < rows.length && (
          <p className="muted">{t('map.without', { count: rows.length - placed.length })}</p>
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

function spotOf(h: HazardRow) {
  if (!h.point) return []
  const shape = h.grade === 'general' ? ('ring' as const) : ('filled' as const)
  return [
    { id: h.id, lon: h.point.lon, lat: h.point.lat, words: h.where || h.unit.name, href: `/hazards/${h.id}`, shape },
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
