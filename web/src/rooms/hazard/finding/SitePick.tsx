import { useState } from 'react'
import { useT } from '@/app/i18n'
import type { Point } from '@/capture/place'
import { useFound, useNearest, useRow } from '@/offline/Offline'
import { Button } from '@/parts'
import { away, type SiteRow, sayAway, spot } from '@/sites/row'
import css from './Capture.module.css'

/** How far away a site still counts as nearby, in metres. */
const near = 300

interface SitePickProps {
  site?: string
  where: string
  point?: Point
  onSite: (site: SiteRow | undefined) => void
  onWhere: (where: string) => void
}

/** SitePick offers what is nearby, finds others by name or initials, and takes a place in words where there is no site. */
export function SitePick({ site, where, point, onSite, onWhere }: SitePickProps) {
  const t = useT('finding')
  const chosen = useRow<SiteRow>('site', site)
  const [words, setWords] = useState('')
  const nearby = useNearby(point)
  const found = useFound<SiteRow>('site', words, 8)
  const offered = words.trim() ? (found ?? []) : nearby
  if (site) {
    return (
      <div className={css.chosen}>
        <div>
          <strong>{chosen?.name ?? t('site.known')}</strong>
          <div className="muted">{[chosen?.unitName, chosen?.address].filter(Boolean).join(' · ')}</div>
        </div>
        <Button onClick={() => onSite(undefined)}>{t('site.other')}</Button>
      </div>
    )
  }
  return (
    <div className={css.block}>
      <input
        className={css.search}
        type="search"
        value={words || where}
        aria-label={t('site.search')}
        placeholder={t('site.search')}
        maxLength={100}
        onChange={e => {
          setWords(e.target.value)
          onWhere(e.target.value)
        }}
      />
      {offered.length > 0 && (
        <ul className={css.sites} aria-label={words ? t('site.found') : t('site.near', { metres: near })}>
          {offered.map(s => (
            <li key={s.id}>
              <button type="button" className={css.site} onClick={() => onSite(s)}>
                <strong>{s.name}</strong>
                <span className="muted">{[s.unitName, sayAway(away(s, point))].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="muted">{where.trim() ? t('site.asWords', { where }) : t('site.hint')}</p>
    </div>
  )
}

function useNearby(point: Point | undefined): SiteRow[] {
  const sites = useNearest<SiteRow>('site', spot(point), s => away(s, point), 5) ?? []
  return sites.filter(s => away(s, point) <= near + (point?.accuracy ?? 0))
}
