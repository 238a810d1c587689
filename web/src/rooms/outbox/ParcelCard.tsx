import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate } from '@/app/router'
import { sayTime } from '@/app/time'
import { Card } from '@/fieldkit'
import { useEngine } from '@/offline/Offline'
import type { Parcel } from '@/offline/parcel'
import { Button } from '@/parts'
import { Conflict } from './Conflict'
import { Despite } from './Despite'
import css from './Outbox.module.css'

/** Where a draft is taken up again, by its kind. */
function deskOf(p: Parcel): string | undefined {
  if (p.kind === 'hazard.fix' || p.kind === 'hazard.check') return `/hazards/${(p.body as { hazard: string }).hazard}`
  return { 'hazard.capture': '/capture', 'inspection.done': '/check' }[p.kind]
}

/** One record on its way: what it is, how far it came, and what its owner can do. */
export function ParcelCard({ parcel: p }: { parcel: Parcel }) {
  const t = useT('outbox')
  const { lang } = usePrefs()
  const engine = useEngine()
  const doubted = p.state === 'returned' && p.refusal?.code === 'hazard_doubts'
  const waits = p.state === 'waiting' || p.state === 'uploading'
  return (
    <Card
      strong={p.state === 'conflict' || p.state === 'returned'}
      lamp={
        <>
          <span className={`${css.state} ${css[p.state]}`}>{sayState(t, p)}</span>
          <span className="muted">{sayTime(new Date(p.made).toISOString(), lang)}</span>
        </>
      }
      title={p.title || t(`kind.${p.kind.replace('.', '_')}`)}
      why={p.state === 'received' ? undefined : p.refusal?.text}
      actions={
        <>
          {p.state === 'draft' && deskOf(p) && (
            <Button look="primary" onClick={() => navigate(deskOf(p) ?? '/')}>
              {t('act.resume')}
            </Button>
          )}
          {p.state === 'returned' && !doubted && (
            <Button onClick={() => void engine.retry(p.id)}>{t('act.again')}</Button>
          )}
          {(p.state === 'draft' || p.state === 'returned') && (
            <Button look="quiet" onClick={() => void engine.forget(p.id)}>
              {t('act.drop')}
            </Button>
          )}
        </>
      }
    >
      {p.state === 'uploading' && (
        <progress className={css.bar} max={1} value={p.share} aria-label={t('state.uploading')} />
      )}
      {waits && p.tries > 2 && p.next > Date.now() && (
        <p className="muted">{t('next', { at: sayTime(new Date(p.next).toISOString(), lang) })}</p>
      )}
      {(p.refusal?.errors ?? []).map(e => (
        <p key={e.location}>{e.message}</p>
      ))}
      {p.state === 'conflict' && <Conflict parcel={p} />}
      {doubted && <Despite parcel={p} />}
    </Card>
  )
}

function sayState(t: ReturnType<typeof useT>, p: Parcel): string {
  if (p.state === 'received' && p.number) return t('state.number', { number: p.number })
  if (p.state === 'uploading') return t('state.share', { percent: Math.round(p.share * 100) })
  return t(`state.${p.state}`)
}
