import { useId } from 'react'
import { useT } from '@/app/i18n'
import { TileGlyph, TilePatterns } from './TileGlyph'
import css from './TileMap.module.css'
import type { Lamp } from './tiles'

const lamps: Lamp[] = ['overdue', 'soon', 'normal', 'none']

export function Legend({ note }: { note: string }) {
  const t = useT('board')
  return (
    <div className={css.legend}>
      <ul aria-label={t('legend.label')}>
        {lamps.map(lamp => (
          <li key={lamp}>
            <Sample lamp={lamp} />
            {t(`legend.${lamp}`)}
          </li>
        ))}
      </ul>
      {note && <p className={css.note}>{note}</p>}
    </div>
  )
}

function Sample({ lamp }: { lamp: Lamp }) {
  const id = useId().replace(/[^\w-]/g, '')
  return (
    <svg className={`${css.sample} ${css[lamp]}`} viewBox="-1 -1 38 28" aria-hidden="true">
      <TilePatterns id={id} />
      <rect className={css.ground} width="36" height="26" rx="5" />
      {(lamp === 'overdue' || lamp === 'soon') && <rect width="36" height="26" rx="5" fill={`url(#${id}-${lamp})`} />}
      <rect className={css.edge} width="36" height="26" rx="5" />
      <g transform="translate(18 13) scale(.82)">
        <TileGlyph lamp={lamp} x={0} y={0} />
      </g>
    </svg>
  )
}
