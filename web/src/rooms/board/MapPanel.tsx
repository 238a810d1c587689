import { lazy, Suspense, useState } from 'react'
import { useT } from '@/app/i18n'
import { isDark, usePrefs } from '@/app/prefs'
import { Chip, Panel, Skeleton } from '@/kit'
import css from './Board.module.css'
import { Legend } from './Legend'
import { PlaceList } from './PlaceList'
import { TileMap } from './TileMap'
import type { BoardMap } from './types'

// OpenLayers is loaded only where there is a boundary to draw.
const GeoMap = lazy(() => import('./GeoMap'))

/** The townships as a map and as its list twin. Without public geometry it is a schematic and says so. */
export function MapPanel({ map }: { map: BoardMap }) {
  const t = useT('board')
  const narrow = window.matchMedia('(max-width: 560px)').matches
  const [look, setLook] = useState<'map' | 'list'>(narrow ? 'list' : 'map')
  const tiles = map.tiles ?? []
  const real = map.kind === 'geometry'
  const dark = isDark(usePrefs())
  return (
    <div className={css.map}>
      <Panel
        title={t('map.title')}
        extra={
          // biome-ignore lint/a11y/useSemanticElements: two chips are no fieldset
          <div className={css.look} role="group" aria-label={t('map.look')}>
            <Chip pressed={look === 'map'} onPress={() => setLook('map')}>
              {t(real ? 'map.geometry' : 'map.tiles')}
            </Chip>
            <Chip pressed={look === 'list'} onPress={() => setLook('list')}>
              {t('map.list')}
            </Chip>
          </div>
        }
      >
        {look === 'list' && <PlaceList tiles={tiles} />}
        {look === 'map' && (
          <>
            {real ? (
              <Suspense fallback={<Skeleton rows={8} />}>
                <GeoMap key={String(dark)} tiles={tiles} />
              </Suspense>
            ) : (
              <TileMap tiles={tiles} />
            )}
            <Legend note={real ? (map.note ?? '') : map.note || t('map.schematic')} />
          </>
        )}
      </Panel>
    </div>
  )
}
