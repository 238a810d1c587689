import { useState } from 'react'
import { canStartOffline } from '@/app/field/worker'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useSession } from '@/app/session'
import { sayTime } from '@/app/time'
import { Card, CardList } from '@/fieldkit'
import { countyTime } from '@/offline/clock'
import { device } from '@/offline/health'
import { useEngine } from '@/offline/Offline'
import { rescueName } from '@/offline/rescue'
import type { Snapshot } from '@/offline/snapshot'
import { Button } from '@/parts'
import css from './Outbox.module.css'

/** The truth about this phone: what it keeps, whether it may forget, and the way out when it will not send. */
export function Phone({ s }: { s: Snapshot }) {
  const t = useT('outbox')
  const { lang } = usePrefs()
  return (
    <CardList>
      <Card title={t('phone.title')}>
        <dl className={css.facts}>
          <dt>{t('phone.pack')}</dt>
          <dd>
            {s.pack.at
              ? t('phone.packAt', { at: sayTime(new Date(s.pack.at).toISOString(), lang), rows: s.pack.rows })
              : !s.packFull && t('phone.noPack')}
            {s.packFull && <strong className={css.short}>{t('phone.packFull')}</strong>}
          </dd>
          <dt>{t('phone.start')}</dt>
          <dd>{canStartOffline() ? t('phone.startYes') : t('phone.startNo')}</dd>
          <dt>{t('phone.keep')}</dt>
          <dd>{s.keepsNothing ? t('phone.keepNothing') : t(s.persisted ? 'phone.keepYes' : 'phone.keepNo')}</dd>
          <dt>{t('phone.clock')}</dt>
          <dd>{s.clock ? t('phone.clockOff', { span: span(t, s.clock.offset) }) : t('phone.clockUnknown')}</dd>
        </dl>
      </Card>
      <Rescue s={s} />
    </CardList>
  )
}

const units: [string, number][] = [
  ['days', 864e5],
  ['hours', 36e5],
  ['minutes', 6e4],
]

/** How far the phone's clock is off (ms), in the largest unit of which it is at least two. */
function span(t: ReturnType<typeof useT>, ms: number): string {
  const off = Math.abs(ms)
  const [unit, size] = units.find(([, size]) => off >= 2 * size) ?? ['seconds', 1e3]
  return t(`phone.${unit}`, { count: Math.round(off / size) })
}

function Rescue({ s }: { s: Snapshot }) {
  const t = useT('outbox')
  const engine = useEngine()
  const { account, post } = useSession()
  const [name, setName] = useState('')
  const drafts = s.parcels.filter(p => p.state === 'draft').length
  const save = async () => {
    const blob = await engine.rescue({
      device: device(),
      account: account.id,
      post: post?.id ?? '',
      made: Date.now(),
      offsetMs: s.clock?.offset ?? null,
    })
    const file = rescueName(countyTime(s.clock).at)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    setName(file)
  }
  return (
    <Card title={t('rescue.title')} why={t('rescue.why')}>
      <Button wide icon="export" disabled={s.owed === 0} onClick={() => void save()}>
        {t('rescue.save')}
      </Button>
      {drafts > 0 && <p className="muted">{t('rescue.drafts', { count: drafts })}</p>}
      {name && <p role="status">{t('rescue.saved', { name })}</p>}
    </Card>
  )
}
