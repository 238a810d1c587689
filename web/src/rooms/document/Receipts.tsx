import { useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Button, CheckField, Failure, Panel, toast, useKey } from '@/kit'
import css from './Document.module.css'
import { type Detail, useAct } from './data'
import { SignButton } from './InboxPage'
import { Signature } from './Signature'

/** 送达回证: who has signed, who has not, and one press that tells only those. */
export function Receipts({ entry: e }: { entry: Detail }) {
  const t = useT('document')
  const [only, setOnly] = useState(false)
  const act = useAct<{ told: number }>()
  const key = useKey()
  if (e.receipts.length === 0) return <p className="muted">{t('receipts.none')}</p>
  const shown = only ? e.receipts.filter(r => r.waits) : e.receipts
  const chase = () =>
    act.mutate(
      { path: `/entries/${e.id}/chase`, key: key([e.id, e.receipts.map(r => r.chased)]) },
      { onSuccess: done => toast(t('said.chased', { count: done.told })) },
    )
  return (
    <Panel
      title={t('receipts.title', { signed: e.receipts.length - e.unsigned, total: e.receipts.length })}
      extra={
        e.chase && (
          <Button busy={act.isPending} onClick={chase}>
            {t('chase', { count: e.unsigned })}
          </Button>
        )
      }
    >
      {act.error && <Failure problem={act.error} />}
      {e.unsigned > 0 && e.receipts.length > 1 && (
        <CheckField label={t('receipts.only')} checked={only} onChecked={setOnly} />
      )}
      <ul className={css.receipts}>
        {shown.map(r => (
          <li key={r.id}>
            <strong>{r.unit.name}</strong>
            <span>
              <Signature receipt={r} />
            </span>
            <span className={css.buttons}>
              <SignButton receipt={r} small />
              <a href={url(`/documents/receipts/${r.id}.docx`)}>
                {t('receiptFile')}
                <span className="sr-only"> {r.unit.name}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
