import { useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { Link } from '@/app/router'
import {
  Actions,
  AreaField,
  Button,
  Dialog,
  Facts,
  Failure,
  Form,
  Note,
  Page,
  Panel,
  Skeleton,
  TwoColumns,
  toast,
  useKey,
} from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Document.module.css'
import { type Detail, useAct, useEntry } from './data'
import { SignButton } from './InboxPage'
import { PaperView } from './PaperView'
import { Receipts } from './Receipts'

/** One document: what it says, whom it went to, who has signed, and what can be done with its number. */
export default function EntryPage({ params }: Screen) {
  const t = useT('document')
  const entry = useEntry(params.id ?? '')
  const crumbs = [{ label: t('nav'), to: '/documents' }]
  if (!entry.data) {
    return (
      <Page name={t('one')} title={t('loading')} crumbs={crumbs}>
        {entry.error ? <Failure problem={entry.error} onRetry={() => void entry.refetch()} /> : <Skeleton rows={8} />}
      </Page>
    )
  }
  const e = entry.data
  const mine = e.receipts.find(r => r.can.includes('sign'))
  return (
    <Page name={e.number} title={e.title} crumbs={crumbs} action={mine && <SignButton receipt={mine} />}>
      {e.void && <Note tone="warn">{t('voidNote', { reason: e.void.reason })}</Note>}
      <TwoColumns
        className={css.columns}
        aside={
          <>
            <Files entry={e} />
            <Known entry={e} />
            <VoidPanel entry={e} />
          </>
        }
      >
        {e.text && (
          <PaperView content={e.text.content} number={e.number} day={e.text.day} to={e.text.toNames.map(u => u.name)} />
        )}
        <Receipts entry={e} />
      </TwoColumns>
    </Page>
  )
}

function Files({ entry: e }: { entry: Detail }) {
  const t = useT('document')
  const file = (kind: string) => url(`/documents/files/${e.text?.id}.${kind}`)
  return (
    <Panel title={t('files')}>
      <div className={css.buttons}>
        {e.file && <Button onClick={() => window.location.assign(e.file)}>{t('docx')}</Button>}
        {e.text && e.pdf && <Button onClick={() => window.location.assign(file('pdf'))}>{t('pdf')}</Button>}
        {e.text && <Button onClick={() => window.print()}>{t('print')}</Button>}
      </div>
      {e.text && !e.pdf && <p className="muted">{t('noPdf')}</p>}
    </Panel>
  )
}

function Known({ entry: e }: { entry: Detail }) {
  const t = useT('document')
  const say = useSay()
  return (
    <Panel title={t('known')}>
      <Facts
        items={[
          [t('number'), e.number],
          [t('kind'), e.kindName],
          [t('unit'), e.unit.name],
          [t('issued'), say.time(e.issued)],
          [t('by'), e.by.name || t('byClock')],
          ...(e.typed ? ([[t('remark'), t('typed')]] as [string, string][]) : []),
        ]}
      />
      {e.page && <Link to={e.page}>{t('source')}</Link>}
      {e.text?.sha256 && (
        <details>
          <summary>{t('hash')}</summary>
          <p className="muted">{t('hashNote')}</p>
          <code className={css.hash}>{e.text.sha256}</code>
        </details>
      )}
    </Panel>
  )
}

function VoidPanel({ entry: e }: { entry: Detail }) {
  const t = useT('document')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct<unknown>()
  const key = useKey()
  if (!e.can.includes('void')) return null
  const submit = () =>
    act.mutate(
      { path: `/entries/${e.id}/void`, body: { reason }, key: key(reason) },
      {
        onSuccess: () => {
          setOpen(false)
          toast(t('said.voided', { number: e.number }))
        },
      },
    )
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('voidVerb')}</Button>
      <Dialog open={open} title={t('voidVerb')} onClose={() => setOpen(false)}>
        <Form onSubmit={submit} problem={act.error}>
          <p>{t('voidWhat')}</p>
          <AreaField name="reason" label={t('reason')} rows={3} value={reason} onValue={setReason} />
          <Actions>
            <Button type="submit" look="primary" busy={act.isPending}>
              {t('voidVerb')}
            </Button>
          </Actions>
        </Form>
      </Dialog>
    </>
  )
}
