import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen as Shown } from '@/app/rooms'
import { useCan } from '@/app/session'
import { sayDay } from '@/app/time'
import { usePoint } from '@/capture/place'
import { Card, CardList, Screen } from '@/fieldkit'
import { useRow, useRows } from '@/offline/Offline'
import { ButtonLink, Empty, Note, Skeleton } from '@/parts'
import { away, type SiteRow, sayAway } from '@/sites/row'
import css from './Here.module.css'
import './words'

/** One site: what it is, what is open there, and the two things people do there. */
export default function HereOne({ params }: Shown) {
  const t = useT('here')
  const id = params.id ?? ''
  const site = useRow<SiteRow>('site', id)
  const sites = useRows<SiteRow>('site', 1) // read from the same store: once it is here, a missing site is known to be missing
  return (
    <Screen name={t('name')} title={site?.name ?? t('name')} back={{ to: '/sites', label: t('name') }}>
      {site ? <Site site={site} /> : sites ? <Note>{t('missing')}</Note> : <Skeleton />}
      <Verbs id={id} />
      <Open id={id} />
    </Screen>
  )
}

function Site({ site: s }: { site: SiteRow }) {
  const t = useT('here')
  const { lang } = usePrefs()
  const { point } = usePoint()
  const kind = useRow<{ zh: string; en: string }>('siteKinds', s.kind)
  const facts: [string, string | undefined][] = [
    ['kind', kind && (lang === 'en' ? kind.en : kind.zh)],
    ['unit', s.unitName],
    ['address', s.address],
    ['away', sayAway(away(s, point))],
    ['labels', s.labels?.join(' · ')],
  ]
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([key, value]) => (
          <div key={key}>
            <dt>{t(`fact.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Verbs({ id }: { id: string }) {
  const t = useT('here')
  const can = useCan()
  return (
    <div className={css.verbs}>
      {can('hazard.report') && (
        <ButtonLink look="primary" to={`/capture?site=${id}`}>
          {t('capture')}
        </ButtonLink>
      )}
      {can('inspection.write') && <ButtonLink to={`/check?site=${id}`}>{t('check')}</ButtonLink>}
    </div>
  )
}

interface OpenRow {
  id: string
  number?: string
  text?: string
  title?: string
  site?: string
  due?: string
}

/** What this phone knows to be open at the site: hazards and checks of one's own. */
function Open({ id }: { id: string }) {
  const t = useT('here')
  const { lang } = usePrefs()
  const hazards = useRows<OpenRow>('hazards', 2000)?.filter(h => h.site === id) ?? []
  const checks = useRows<OpenRow>('checks', 2000)?.filter(c => c.site === id) ?? []
  if (hazards.length + checks.length === 0) return <Empty icon="check" title={t('nothing')} />
  return (
    <>
      <h2>{t('open')}</h2>
      <CardList>
        {hazards.map(h => (
          <Card
            key={h.id}
            to={`/hazards/${h.id}`}
            title={h.text}
            why={[h.number, day(h.due)].filter(Boolean).join(' · ')}
          />
        ))}
        {checks.map(c => (
          <Card key={c.id} to={`/check?site=${id}`} title={c.title} why={day(c.due)} />
        ))}
      </CardList>
    </>
  )

  function day(due: string | undefined) {
    return due && t('until', { day: sayDay(due, lang) })
  }
}
