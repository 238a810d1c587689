import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, Dialog, Empty, Failure, Loaded, Tag, toast, usePages } from '@/kit'
import { type Batch, type BatchResult, useUndo } from './data'
import css from './Imports.module.css'

/** What was imported before, and the way back within the days of the policy. */
export function Batches({ onUndone }: { onUndone: (id: string) => void }) {
  const t = useT('imports')
  const list = usePages<Batch>(['imports', 'batches'], '/imports', {})
  const query = { data: list.rows, error: list.error, isPending: list.rows === undefined, refetch: list.onRetry }
  return (
    <Loaded query={query} rows={3}>
      {rows =>
        rows.length === 0 ? (
          <Empty icon="import" title={t('noHistory')} />
        ) : (
          <ul>
            {rows.map(b => (
              <BatchLine key={b.id} batch={b} onUndone={onUndone} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

/** An import with the way back. */
export function BatchLine({ batch, onUndone }: { batch: Batch; onUndone: (id: string) => void }) {
  const t = useT('imports')
  const { lang } = usePrefs()
  const undo = useUndo()
  const [asking, setAsking] = useState(false)
  const open = batch.status === 'committed' && new Date(batch.undo_until) > new Date()
  const done = (result: BatchResult) => {
    const left = result.refused.length
    setAsking(false)
    onUndone(batch.id)
    toast(t(left > 0 ? 'partlyUndone' : 'undone', { name: batch.file_name, count: left }))
  }
  const go = () => undo.mutate({ id: batch.id, key: uuidv7() }, { onSuccess: done })
  return (
    <li className={css.batch}>
      <span className={css.batchName}>
        <strong>{batch.file_name}</strong>
        <Tag>{t(`kind.${batch.kind}`)}</Tag>
        {batch.status !== 'committed' && <Tag tone="done">{t(`status.${batch.status}`)}</Tag>}
      </span>
      <span className="muted">
        {t('did', { at: sayTime(batch.created, lang), new: batch.new, changed: batch.changed, wrong: batch.wrong })}
      </span>
      {open && (
        <Button small icon="undo" onClick={() => setAsking(true)}>
          {t('undo', { until: sayTime(batch.undo_until, lang) })}
        </Button>
      )}
      {undo.data && undo.data.refused.length > 0 && (
        <ul className={css.refused}>
          {undo.data.refused.map(r => (
            <li key={r.row}>{t('stays', { row: r.row, reason: r.reason })}</li>
          ))}
        </ul>
      )}
      <Dialog open={asking} title={t('undoAsk.title', { name: batch.file_name })} onClose={() => setAsking(false)}>
        <p>{t('undoAsk.text', { count: batch.new + batch.changed })}</p>
        {undo.error && <Failure problem={undo.error} />}
        <Actions>
          <Button look="primary" busy={undo.isPending} onClick={go}>
            {t('undoAsk.verb', { count: batch.new + batch.changed })}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('undoAsk.keep')}</Button>
        </Actions>
      </Dialog>
    </li>
  )
}
