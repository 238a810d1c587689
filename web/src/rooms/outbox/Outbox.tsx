import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { CardList, Screen } from '@/fieldkit'
import { useEngine, useOffline } from '@/offline/Offline'
import type { Snapshot } from '@/offline/snapshot'
import { Button, Empty, Note, toast } from '@/parts'
import { ParcelCard } from './ParcelCard'
import { Phone } from './Phone'
import './words'

/** A record that is more than a day old and not received is a danger: phones get lost. */
const old = 24 * 3600_000

/** What the county has not received, why, and what was received lately. */
export default function Outbox() {
  const t = useT('outbox')
  const engine = useEngine()
  const s = useOffline()
  return (
    <Screen name={t('name')} title={s.owed > 0 ? t('title.owed', { count: s.owed }) : t('title.none')}>
      <Warnings s={s} />
      {s.full && <Full />}
      <Button look="primary" wide icon="send" busy={s.busy} onClick={() => void engine.sync(true)}>
        {t('sync')}
      </Button>
      {s.parcels.length === 0 ? (
        <Empty icon="check" title={t('empty.title')}>
          {t('empty.text')}
        </Empty>
      ) : (
        <CardList>
          {s.parcels.map(p => (
            <ParcelCard key={p.id} parcel={p} />
          ))}
        </CardList>
      )}
      <Phone s={s} />
    </Screen>
  )
}

/** The way out of a full phone: make room and keep it, or carry it away as a file. */
function Full() {
  const t = useT('outbox')
  const engine = useEngine()
  const again = async () => toast(t((await engine.makeRoom()) ? 'full.done' : 'full.still'))
  return (
    <Note tone="warn">
      {t('full.lead')} <Button onClick={() => void again()}>{t('full.again')}</Button>
    </Note>
  )
}

function Warnings({ s }: { s: Snapshot }) {
  const t = useT('outbox')
  const { lang } = usePrefs()
  const oldest = s.parcels.filter(p => p.state !== 'received' && p.state !== 'draft').at(-1)
  if (s.signIn) return <Note tone="warn">{t('warn.signIn')}</Note>
  if (!oldest || Date.now() - oldest.made < old) return null
  return <Note tone="warn">{t('warn.old', { at: sayTime(new Date(oldest.made).toISOString(), lang) })}</Note>
}
