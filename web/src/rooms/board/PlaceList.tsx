import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { LampGlyph } from '@/kit'
import css from './Board.module.css'
import { gapsFirst, lampOf } from './tiles'
import type { Tile } from './types'

/** The list twin of the map: the same figures as words. */
export function PlaceList({ tiles }: { tiles: Tile[] }) {
  const t = useT('board')
  return (
    <>
      <p className={css.order}>{t('map.order')}</p>
      <ul className={css.places}>
        {gapsFirst(tiles).map(tile => (
          <li key={tile.code}>
            <Place tile={tile} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Place({ tile }: { tile: Tile }) {
  const t = useT('board')
  const lamp = lampOf(tile)
  return (
    <Link to={tile.href} className={`${css.place} ${css[`lamp-${lamp}`] ?? ''}`}>
      <span className={css.placeName}>
        {lamp === 'none' ? <span className={css.noGlyph} /> : <LampGlyph kind={lamp} />}
        {tile.name}
      </span>
      <span className={css.placeWords}>
        {tile.overdue > 0 && <strong>{t('map.overdue', { count: tile.overdue })}</strong>}
        {tile.soon > 0 && <span>{t('map.soon', { count: tile.soon })}</span>}
        <span className="muted">{tile.open > 0 ? t('map.open', { count: tile.open }) : t('map.none')}</span>
      </span>
    </Link>
  )
}
