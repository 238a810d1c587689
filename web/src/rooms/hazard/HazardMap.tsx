import { lazy, Suspense } from 'react'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Failure, Note, Panel, Skeleton } from '@/kit'
import { useSiteMap } from '@/rooms/site/data'
import { type AreaCount, useAreas, useSome } from './data'
import { addressOf, type Filter, isPlain } from './filter'
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
  const plain = isPlain(filter)
  const areas = useAreas(plain)
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
        {byArea(rows, plain ? areas.data?.items : undefined).map(group => (
          <Township key={group.code} filter={filter} group={group} />
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

interface Group {
  code: string
  name: string
  list: HazardRow[]
  /** How many are open, where the figures that are kept say so. */
  open?: number
}

/** byArea groups by township, in the order of the places' codes; one of which no row is drawn has its figure all the same. */
export function byArea(rows: HazardRow[], counted: AreaCount[] = []): Group[] {
  const groups = new Map<string, Group>()
  for (const c of counted) groups.set(c.area.code, { ...c.area, list: [], open: c.open })
  for (const h of rows) {
    const group = groups.get(h.area.code) ?? { ...h.area, list: [] }
    group.list.push(h)
    groups.set(h.area.code, group)
  }
  return [...groups.values()].sort((a, b) => a.code.localeCompare(b.code))
}

interface TownshipProps {
  filter: Filter
  group: Group
}

const shown = 6

/** What the kept figures count is all that is open, also what is not drawn; a narrower filter counts what is drawn. */
function Township({ filter, group: { code, name, list, open } }: TownshipProps) {
  const t = useT('hazard')
  const here = { ...filter, area: code }
  if (list.length === 0 && !open) return null
  return (
    <Panel
      title={name || t('map.nowhere')}
      extra={
        open === undefined ? (
          <Link to={addressOf(here)}>{t('map.all', { count: list.length })}</Link>
        ) : (
          <Link to={addressOf({ ...here, state: 'open' })}>{t('map.open', { count: open })}</Link>
        )
      }
    >
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
