import { useState } from 'react'
import { api } from '@/api/client'
import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Button, type Column, DataTable, Dialog, EvidenceList, Panel, Tag, toast, usePages } from '@/kit'
import { useLetterWrite } from './data'
import { ReasonForm } from './ReasonForm'
import { useTemplates } from './template'

interface Fact {
  id: string
  name: string
  metric: string
  good: boolean
  day: string
  n: number
  text: string
  basis: string
  files?: FileRef[]
  void?: string
}

/** The facts that were entered by hand in a year, and the way to say that one does not hold. */
export function RecordList({ year, open }: { year: number; open: boolean }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const [gone, setGone] = useState<Fact>()
  const list = usePages<Fact>(['letter', 'records', String(year)], '/letter-records', { year })
  const metrics = useTemplates().data?.metrics ?? []
  const drop = useLetterWrite((reason: string, key) =>
    api.post(`/letter-records/${gone?.id}/void`, { reason, revision: 0 }, { key }),
  )
  const nameOf = (key: string) => {
    const m = metrics.find(x => x.key === key)
    return m ? (lang === 'en' ? m.en : m.zh) : key
  }
  return (
    <Panel title={t('record.list')} flush>
      <DataTable
        id="letter-records"
        label={t('record.list')}
        columns={columnsOf(t, nameOf, open ? setGone : undefined)}
        {...list}
        rowKey={f => f.id}
        empty={<p className="muted">{t('record.empty')}</p>}
      />
      <Dialog open={Boolean(gone)} title={t('record.void')} onClose={() => setGone(undefined)}>
        <ReasonForm
          label={t('record.voidWhy', { text: gone?.text ?? '' })}
          busy={drop.isPending}
          problem={drop.error}
          onCancel={() => setGone(undefined)}
          onSend={(reason, key) => {
            const done = () => {
              toast(t('record.voided'))
              setGone(undefined)
            }
            drop.mutate({ body: reason, key }, { onSuccess: done })
          }}
        />
      </Dialog>
    </Panel>
  )
}

function columnsOf(
  t: (key: string, values?: Record<string, unknown>) => string,
  nameOf: (metric: string) => string,
  onVoid?: (fact: Fact) => void,
): Column<Fact>[] {
  return [
    {
      key: 'text',
      title: t('record.text'),
      main: true,
      render: f => (
        <>
          {f.text} <Tag>{t('record.byHand')}</Tag>
          {(f.files ?? []).length > 0 && <EvidenceList files={f.files ?? []} />}
        </>
      ),
    },
    { key: 'unit', title: t('unit'), width: '170px', render: f => f.name },
    { key: 'metric', title: t('record.what'), width: '190px', render: f => nameOf(f.metric) },
    { key: 'n', title: t('record.n'), width: '70px', align: 'right', render: f => f.n },
    { key: 'day', title: t('day'), width: '110px', render: f => f.day },
    { key: 'basis', title: t('record.basis'), width: '190px', render: f => f.basis },
    {
      key: 'verbs',
      title: t('verbs'),
      acts: true,
      width: '110px',
      render: f =>
        onVoid && (
          <Button small look="quiet" onClick={() => onVoid(f)}>
            {t('record.void')}
          </Button>
        ),
    },
  ]
}
