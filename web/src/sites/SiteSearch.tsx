import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { type Point, usePoint } from '@/capture/place'
import { useFound, useNearest, useRows } from '@/offline/Offline'
import { Empty } from '@/parts'
import { away, type SiteRow, sayAway, spot } from './row'
import css from './Sites.module.css'
import './words'

const most = 12

interface SiteSearchProps {
  /** Where a site leads: an address, or an answer to the form that asked. */
  to?: (site: SiteRow) => string
  onSite?: (site: SiteRow) => void
}

/** SiteSearch finds a site of this phone by name, by initials, or because it is near. */
export function SiteSearch({ to, onSite }: SiteSearchProps) {
  const t = useT('sites')
  const [words, setWords] = useState('')
  const { point } = usePoint()
  const shown = useShown(words, point)
  return (
    <>
      <input
        className={css.search}
        type="search"
        value={words}
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={60}
        onChange={e => setWords(e.target.value)}
      />
      {shown.rows?.length === 0 && <Empty icon="map" title={t(words.trim() ? 'nothing' : 'none')} />}
      <ul className={css.rows} aria-label={t(shown.how)}>
        {(shown.rows ?? []).map(s => (
          <li key={s.id}>
            {to ? (
              <Link className={css.row} to={to(s)}>
                <Facts site={s} point={point} />
              </Link>
            ) : (
              <button type="button" className={css.row} onClick={() => onSite?.(s)}>
                <Facts site={s} point={point} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Facts({ site, point }: { site: SiteRow; point?: Point }) {
  return (
    <>
      <strong>{site.name}</strong>
      <span className="muted">
        {[site.unitName, site.address, sayAway(away(site, point))].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

/** What was looked for; else what is near; else, without a position, the first that there are. */
function useShown(words: string, point: Point | undefined): { rows?: SiteRow[]; how: 'found' | 'near' | 'some' } {
  const found = useFound<SiteRow>('site', words, most)
  const near = useNearest<SiteRow>('site', spot(point), s => away(s, point), most)
  const some = useRows<SiteRow>('site', most)
  if (words.trim()) return { rows: found, how: 'found' }
  return near?.length ? { rows: near, how: 'near' } : { rows: some, how: 'some' }
}
