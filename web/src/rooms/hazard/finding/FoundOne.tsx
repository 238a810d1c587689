import { useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen as Shown } from '@/app/rooms'
import { sayDay, sayTime } from '@/app/time'
import { Screen } from '@/fieldkit'
import { useOffline } from '@/offline/Offline'
import { Button, Empty, Note, Skeleton, Tag } from '@/parts'
import { Amend } from './Amend'
import css from './Capture.module.css'
import { DayLamp } from './DayLamp'
import { type OneHazard, placeOf, useOne, useWaiting, type Verb } from './mine'
import { Vouch } from './VouchForm'
import { WorkForm } from './WorkForm'
import { backOf } from './work'
import './words'

/** One hazard: what it is, until when, and the one thing that is mine to do, also without a network. */
export default function FoundOne({ params }: Shown) {
  const t = useT('finding')
  const { one, missing } = useOne(params.id ?? '')
  return (
    <Screen
      name={t('found.name')}
      title={one?.text ?? t('found.name')}
      back={{ to: '/hazards', label: t('found.name') }}
    >
      {one ? (
        <>
          <Facts hazard={one} />
          <Verbs key={one.id} hazard={one} />
        </>
      ) : missing ? (
        <Empty icon="map" title={t('mine.missing')} />
      ) : (
        <Skeleton />
      )}
    </Screen>
  )
}

function Facts({ hazard: h }: { hazard: OneHazard }) {
  const t = useT('finding')
  const { lang } = usePrefs()
  const facts: [string, string | undefined][] = [
    ['number', h.number],
    ['where', placeOf(h)],
    ['unit', h.unit],
    ['due', h.due && sayDay(h.due, lang)],
    ['at', sayTime(h.found, lang)],
  ]
  return (
    <>
      <div className={css.tags}>
        {h.due && <DayLamp day={h.due} />}
        <Tag>{t(`state.${h.state}`)}</Tag>
        {h.grade && h.grade !== 'general' && <Tag tone="strong">{t(`gradeTag.${h.grade}`)}</Tag>}
        {h.listed && <Tag tone="strong">{t('gradeTag.listed')}</Tag>}
      </div>
      {h.thumb && navigator.onLine && (
        <img className={css.picture} src={url(`/files/${h.thumb}/thumb`)} alt={t('found.alt')} />
      )}
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
    </>
  )
}

/** The verbs that are mine. One that lies on this phone already, unsent, is not offered twice. */
function Verbs({ hazard: h }: { hazard: OneHazard }) {
  const t = useT('finding')
  const waits = useWaiting(h)
  const back = backOf(h.id, useOffline().parcels)
  const [amending, setAmending] = useState(false)
  const may = (v: Verb) => Boolean(h.can?.includes(v)) && !waits.includes(v)
  return (
    <>
      {waits.length > 0 && !back && <Note>{t('mine.waitsNote')}</Note>}
      {may('fix') && <WorkForm hazard={h} verb="fix" sign={may('sign')} />}
      {(may('check') || (back && h.can?.includes('check'))) && (
        <WorkForm key={back?.id} hazard={h} verb="check" sign={false} back={back} />
      )}
      {h.state === 'rechecking' && h.listed && h.parts.includes('check') && <Note>{t('mine.listed')}</Note>}
      {h.can?.includes('vouch') && <Vouch hazard={h} />}
      {may('amend') && !amending && <Button onClick={() => setAmending(true)}>{t('amend.open')}</Button>}
      {may('amend') && amending && <Amend hazard={h} />}
    </>
  )
}
