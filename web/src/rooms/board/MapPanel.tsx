import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Chip, Panel } from '@/kit'
import css from './Board.module.css'
import { Legend } from './Legend'
import { PlaceList } from './PlaceList'
import { TileMap } from './TileMap'
import type { BoardMap } from './types'

/** The townships as a map and as its list twin. No public geometry could be had, and the map says so. */
export function MapPanel({ map }: { map: BoardMap }) {
  const t = useT('board')
  const narrow = window.matchMedia('(max-width: 560px)').matches
  const [look, setLook] = useState<'map' | 'list'>(narrow ? 'list' : 'map')
  const tiles = map.tiles ?? []
  return (
    <div className={css.map}>
      <Panel
        title={t('map.title')}
        extra={
          // biome-ignore lint/a11y/useSemanticElements: two chips are no fieldset
          <div className={css.look} role="group" aria-label={t('map.look')}>
            <Chip pressed={look === 'map'} onPress={() => setLook('map')}>
              {t('map.tiles')}
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
            <TileMap tiles={tiles} />
            <Legend note={map.note || t('map.schematic')} />
          </>
        )}
      </Panel>
    </div>
  )
}
