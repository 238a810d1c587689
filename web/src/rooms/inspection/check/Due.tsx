import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { countyDay, daysUntil, sayDay } from '@/app/time'
import { countyTime } from '@/offline/clock'
import { useEngine, useOffline, useRows } from '@/offline/Offline'
import { Button, Note } from '@/parts'
import css from './Check.module.css'
import { begin, type Check, type ChecklistRow, type DueCheck, nameOf } from './draft'
import { useDue } from './useDue'

const shown = 5

/** Due are the checks that are owed: one tap begins the right list at the right site. */
export function Due({ site, onBegin }: { site: string; onBegin: (check: Check) => void }) {
  const t = useT('check')
  const all = useDue().filter(d => !site || d.site === site)
  const [more, setMore] = useState(false)
  if (all.length === 0) return null
  return (
    <section className={css.group}>
      <h2>{t('due.title', { count: all.length })}</h2>
      <ul className={css.rows}>
        {all.slice(0, more ? 200 : shown).map(d => (
          <li key={d.id}>
            <DueRow due={d} onBegin={onBegin} />
          </li>
        ))}
      </ul>
      {all.length > shown && !more && <Button onClick={() => setMore(true)}>{t('due.all')}</Button>}
    </section>
  )
}

function DueRow({ due: d, onBegin }: { due: DueCheck; onBegin: (check: Check) => void }) {
  const t = useT('check')
  const { lang } = usePrefs()
  const engine = useEngine()
  const { clock } = useOffline()
  const list = useRows<ChecklistRow>('checklists')?.find(l => l.id === d.checklist)
  const early = d.from > countyDay(countyTime(clock).at)
  const late = -daysUntil(d.due)
  const start = () => {
    const now = Date.now()
    const offset = countyTime(engine.snapshot().clock, now).offset
    if (list)
      onBegin(begin({ ...list, title: nameOf(list, lang) }, { id: d.site, name: d.siteName }, now, offset, d.id))
  }
  const when = early
    ? t('due.from', { day: sayDay(d.from, lang) })
    : late > 0
      ? t('due.late', { days: late })
      : t('due.until', { day: sayDay(d.due, lang) })
  return (
    <>
      <button type="button" className={css.row} disabled={!list} onClick={start}>
        <strong>{d.siteName}</strong>
        <span className="muted">{[when, list ? nameOf(list, lang) : d.title].join(' · ')}</span>
      </button>
      {!list && <Note>{t('due.noList')}</Note>}
    </>
  )
}
