import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useCan } from '@/app/session'
import { sayTime } from '@/app/time'
import { Button, Failure, Panel, usePages } from '@/kit'
import { Chase } from './Chase'
import css from './TellLog.module.css'
import { type Delivery, sayState } from './tell'
import './words'

/** One post that was told about a record. */
export interface TellLine {
  id: string
  to: { id: string; name: string }
  title: string
  urgent: boolean
  at: string
  read_at?: string | null
  done_at?: string | null
  deliveries: Delivery[]
}

/** 通知了谁: whom was told what about a record, by which ways, and what came of it; the unread can be told again, and only they. */
export function TellLog({ kind, id, ended }: LogProps) {
  const can = useCan()
  return can('notify.log') ? <Lines kind={kind} id={id} ended={ended} /> : null
}

interface LogProps {
  kind: string
  id: string
  /** Over and done: nobody is chased for not having read of it. */
  ended?: boolean
}

function Lines({ kind, id, ended }: LogProps) {
  const t = useT('notices')
  const list = usePages<TellLine>(['notices', 'log', kind, id], '/notices/log', { ref: `${kind}:${id}` })
  const rows = list.rows ?? []
  const unread = rows.filter(r => !r.read_at).length
  if (list.error) return <Failure problem={list.error} onRetry={list.onRetry} />
  if (rows.length === 0) return null
  const chase = <Chase path="/notices/chase" body={{ ref: { kind, id } }} count={unread} shows={['notices', 'log']} />
  return (
    <Panel title={t('log.title')} extra={unread > 0 && !ended && chase} flush>
      <details className={css.log}>
        <summary>{t('log.sum', { count: rows.length, unread })}</summary>
        <ol>
          {rows.map(r => (
            <Line key={r.id} line={r} />
          ))}
        </ol>
        {list.more.has && (
          <Button small busy={list.more.busy} onClick={list.more.load}>
            {t('more')}
          </Button>
        )}
      </details>
    </Panel>
  )
}

function Line({ line }: { line: TellLine }) {
  const t = useT('notices')
  const { lang } = usePrefs()
  const state = line.done_at ? 'done' : line.read_at ? 'read' : 'unread'
  const at = line.done_at || line.read_at
  return (
    <li>
      <strong>{line.to.name}</strong>
      <span className={state === 'unread' ? css.unread : 'muted'}>
        {t(`log.${state}`, { at: at ? sayTime(at, lang) : '' })}
      </span>
      <span className={css.what}>
        {sayTime(line.at, lang)} {line.title.split(/：|: /)[0]}
      </span>
      {line.deliveries.map(d => (
        <span key={d.id} className={css.what}>
          {t('log.by', { channel: t(`channel.${d.channel}`), state: sayState(t, d, lang), address: d.address })}
        </span>
      ))}
    </li>
  )
}
