import { lazy, Suspense } from 'react'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Empty, Loaded, Panel, Skeleton } from '@/kit'
import { type SiteFeature, type SiteFilter, useSiteMap } from './data'
import css from './Site.module.css'

const PointMap = lazy(() => import('@/kit/PointMap'))

/** The sites on a map and, beside it, the same as a list by township. */
export function SiteMap({ filter }: { filter: SiteFilter }) {
  const t = useT('site')
  const found = useSiteMap(filter)
  return (
    <Loaded query={found} rows={8}>
      {({ features }) =>
        features.length === 0 ? (
          <Empty icon="map" title={t('map.none')}>
            {t('map.noneText')}
          </Empty>
        ) : (
          <div className={css.mapView}>
            <Panel title={t('map.title', { count: features.length })}>
              <Suspense fallback={<Skeleton rows={8} />}>
                <PointMap label={t('map.say')} spots={features.map(spotOf)} />
              </Suspense>
              <p className="muted">{t('map.how')}</p>
            </Panel>
            <div className={css.places}>
              {byPlace(features).map(([place, list]) => (
                <Panel key={place} title={t('map.place', { place, count: list.length })} flush>
                  <ul className={css.list}>
                    {list.map(f => (
                      <li key={f.id}>
                        <Link to={`/sites/${f.id}`}>{f.properties.name}</Link>
                        <span className="muted">{f.properties.kindName}</span>
                      </li>
                    ))}
                  </ul>
                </Panel>
              ))}
            </div>
          </div>
        )
      }
    </Loaded>
  )
}

function spotOf(f: SiteFeature) {
  const [lon, lat] = f.geometry.coordinates
  return { id: f.id, lon, lat, words: f.properties.name, href: `/sites/${f.id}`, shape: 'ring' as const }
}

function byPlace(features: SiteFeature[]): [string, SiteFeature[]][] {
  const groups = new Map<string, SiteFeature[]>()
  for (const f of features) groups.set(f.properties.placeName, [...(groups.get(f.properties.placeName) ?? []), f])
  return [...groups]
}
