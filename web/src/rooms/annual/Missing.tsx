import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Dialog, Form, Panel, toast, useKey } from '@/kit'
import css from './Annual.module.css'
import { type Annual, type Nil, useAnnualWrite } from './data'

/** What the records do not say, and what was declared to have been nothing. */
export function Missing({ report }: { report: Annual }) {
  const t = useT('annual')
  const [taken, setTaken] = useState<Nil>()
  const name = (n: Nil) =>
    t('nil.line', {
      source: report.sources.find(s => s.key === n.source)?.name ?? n.source,
      where: n.name || t('nil.county'),
      basis: n.basis,
    })
  return (
    <Panel title={t('missing.title', { count: report.missing.length })}>
      <p className="muted">{t('missing.lead')}</p>
      <dl className={css.gaps}>
        {report.missing.map(g => (
          <div key={g.what}>
            <dt>{g.what}</dt>
            <dd>{g.who}</dd>
          </div>
        ))}
      </dl>
      {report.declared.length > 0 && (
        <ul className={css.nils} aria-label={t('nil.nav')}>
          {report.declared.map(n => (
            <li key={n.id}>
              {name(n)}
              {report.can.includes('declare') && (
                <Button small look="quiet" onClick={() => setTaken(n)}>
                  {t('nil.void')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Dialog open={taken !== undefined} title={t('nil.void')} onClose={() => setTaken(undefined)}>
        {taken && <VoidForm nil={taken} onDone={() => setTaken(undefined)} />}
      </Dialog>
    </Panel>
  )
}

function VoidForm({ nil, onDone }: { nil: Nil; onDone: () => void }) {
  const t = useT('annual')
  const keyFor = useKey()
  const [reason, setReason] = useState('')
  const write = useAnnualWrite((body: object, key) => api.post(`/reports/annual/nils/${nil.id}/void`, body, { key }))
  const submit = () =>
    write.mutate(
      { body: { reason }, key: keyFor({ reason }) },
      {
        onSuccess: () => {
          toast(t('nil.voided'))
          onDone()
        },
      },
    )
  return (
    <Form onSubmit={submit} problem={write.error}>
      <AreaField name="reason" label={t('nil.why')} rows={2} value={reason} onValue={setReason} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('nil.void')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
