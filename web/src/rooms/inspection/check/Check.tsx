import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useLocation } from '@/app/router'
import { Screen } from '@/fieldkit'
import { countyTime } from '@/offline/clock'
import { useEngine, useOffline, useRow, useRows } from '@/offline/Offline'
import { Button, Empty } from '@/parts'
import type { SiteRow } from '@/sites/row'
import { SiteSearch } from '@/sites/SiteSearch'
import css from './Check.module.css'
import { Due } from './Due'
import { begin, type Check, type ChecklistRow, kind, nameOf } from './draft'
import { Run } from './Run'
import { useDue } from './useDue'
import './words'

/** Twenty items in three minutes, with one hand: a site, a checklist, three big keys. */
export default function CheckPage() {
  const t = useT('check')
  const { search } = useLocation()
  const left = useLeft()
  const [begun, setBegun] = useState<Check>()
  const [site, setSite] = useState(search.get('site') ?? '')
  const check = begun ?? left
  if (check) return <Run key={check.id} begun={check} onDrop={() => setBegun(undefined)} />
  return (
    <Screen name={t('name')} title={t('title.start')}>
      <Due site={site} onBegin={setBegun} />
      {site ? <Lists site={site} onSite={setSite} onBegin={setBegun} /> : <SiteSearch onSite={s => setSite(s.id)} />}
    </Screen>
  )
}

/** An inspection that was left unfinished on this phone. */
function useLeft(): Check | undefined {
  const { parcels } = useOffline()
  return parcels.find(p => p.kind === kind && p.state === 'draft')?.body as Check | undefined
}

interface ListsProps {
  site: string
  onSite: (id: string) => void
  onBegin: (check: Check) => void
}

function Lists({ site, onSite, onBegin }: ListsProps) {
  const t = useT('check')
  const { lang } = usePrefs()
  const engine = useEngine()
  const row = useRow<SiteRow>('site', site)
  const lists = useRows<ChecklistRow>('checklists')
  const owes = useDue()
  const fits = (l: ChecklistRow) => Boolean(row?.kind && l.siteKinds?.includes(row.kind))
  const start = (list: ChecklistRow) => {
    const now = Date.now()
    const duty = owes.find(d => d.site === site && d.checklist === list.id)?.id
    const { offset } = countyTime(engine.snapshot().clock, now)
    onBegin(begin({ ...list, title: nameOf(list, lang) }, { id: site, name: row?.name ?? '' }, now, offset, duty))
  }
  const groups = [
    { title: t('lists.fit'), lists: (lists ?? []).filter(fits) },
    { title: t('lists.others'), lists: (lists ?? []).filter(l => !fits(l)) },
  ]
  return (
    <>
      <div className={css.chosen}>
        <strong>{row?.name}</strong>
        <Button onClick={() => onSite('')}>{t('change')}</Button>
      </div>
      <h2>{t('lists.title')}</h2>
      {lists?.length === 0 && <Empty icon="list" title={t('lists.none')} />}
      {groups.map(g => g.lists.length > 0 && <Group key={g.title} {...g} onStart={start} />)}
    </>
  )
}

function Group({
  title,
  lists,
  onStart,
}: {
  title: string
  lists: ChecklistRow[]
  onStart: (l: ChecklistRow) => void
}) {
  const t = useT('check')
  const { lang } = usePrefs()
  return (
    <section className={css.group}>
      <p className="muted">{title}</p>
      <ul className={css.rows}>
        {lists.map(l => (
          <li key={l.id}>
            <button type="button" className={css.row} onClick={() => onStart(l)}>
              <strong>{nameOf(l, lang)}</strong>
              <span className="muted">
                {t('lists.items', { count: l.form.items.filter(i => i.kind !== 'group' && i.kind !== 'note').length })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
