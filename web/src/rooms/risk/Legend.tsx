import { useT } from '@/app/i18n'
import { colours, type Summary } from './data'
import { Grade } from './Grade'
import css from './Risk.module.css'

interface LegendProps {
  summary: Summary
  colour?: string
  onColour: (colour: string | null) => void
}

/** What the shapes and patterns mean, with how many there are; one tap shows only that grade. */
export function Legend({ summary, colour, onColour }: LegendProps) {
  const t = useT('risk')
  const unrated = summary.counts.none ?? 0
  const all = [...colours.map(c => ({ c, n: summary.counts[c] ?? 0 })), { c: 'none' as const, n: unrated }]
  return (
    <ul className={css.legend} aria-label={t('map.legend')}>
      {all
        .filter(({ c, n }) => c !== 'none' || n > 0)
        .map(({ c, n }) => (
          <li key={c}>
            <button type="button" aria-pressed={colour === c} onClick={() => onColour(colour === c ? null : c)}>
              <Grade colour={c === 'none' ? '' : c} /> <span>{n}</span>{' '}
              <span className={`${css.swatch} ${css[`${c}Pattern`]}`} aria-hidden="true" />{' '}
              <span className="muted">{t(`pattern.${c}`)}</span>
            </button>
          </li>
        ))}
    </ul>
  )
}
