import { useState } from 'react'
import { api } from '@/api/client'
import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Button, Chip, type Column, DataTable, Note, Tag, toast } from '@/kit'
import { type Fact, type Letter, useFacts, useLetterWrite } from './data'
import { EvidenceField } from './Evidence'
import css from './Letter.module.css'
import { ReasonForm } from './ReasonForm'

const verdicts = ['', 'bad', 'open', 'good', 'waived'] as const
const tones = { good: 'done', bad: 'strong', open: 'plain', waived: 'plain' } as const

/** The facts behind a point, each with its record; the signer may object to any of them. */
export function FactList({ letter, metric }: { letter: Letter; metric: string }) {
  const t = useT('letter')
  const [verdict, setVerdict] = useState('')
  const [doubt, setDoubt] = useState<Fact>()
  const list = useFacts(letter.id, metric, verdict)
  const [files, setFiles] = useState<FileRef[]>([])
  const object = useLetterWrite((text: string, key) =>
    api.post(
      `/letters/${letter.id}/objections`,
      { fact: doubt?.ref, metric, text, files: files.map(f => f.hash) },
      { key },
    ),
  )
  if (doubt) {
    return (
      <>
        <Note>{t('object.about', { title: doubt.title })}</Note>
        <ReasonForm
          label={t('object.why')}
          busy={object.isPending}
          problem={object.error}
          onCancel={() => setDoubt(undefined)}
          more={<EvidenceField files={files} onFiles={setFiles} label={t('object.files')} />}
          onSend={(text, key) =>
            object.mutate(
              { body: text, key },
              {
                onSuccess: () => {
                  toast(t('object.done'))
                  setDoubt(undefined)
                  setFiles([])
                },
              },
            )
          }
        />
      </>
    )
  }
  return (
    <div className={css.stack}>
      <div className={css.chips}>
        {verdicts.map(v => (
          <Chip key={v} pressed={v === verdict} onPress={() => setVerdict(v)}>
            {t(`verdict.${v || 'all'}`)}
          </Chip>
        ))}
      </div>
      <DataTable
        id="letter-facts"
        label={t('behind')}
        columns={columnsOf(t, letter.can.includes('object') ? setDoubt : undefined)}
        rows={list.data?.items}
        rowKey={f => f.ref}
        error={list.error}
        empty={<p className="muted">{t('facts.empty')}</p>}
      />
      {list.data?.next && <p className="muted">{t('facts.more')}</p>}
    </div>
  )
}

function columnsOf(
  t: (key: string, values?: Record<string, unknown>) => string,
  onDoubt?: (fact: Fact) => void,
): Column<Fact>[] {
  return [
    {
      key: 'title',
      title: t('facts.record'),
      main: true,
      render: f => (
        <>
          {f.href ? <Link to={f.href}>{f.title}</Link> : f.title}{' '}
          {f.ref.startsWith('letter.record:') && <Tag>{t('record.byHand')}</Tag>}
        </>
      ),
    },
    {
      key: 'verdict',
      title: t('standing'),
      width: '110px',
      render: f => <Tag tone={tones[f.verdict]}>{t(`verdict.${f.verdict}`)}</Tag>,
    },
    { key: 'day', title: t('day'), width: '120px', render: f => f.day },
    {
      key: 'object',
      title: t('object.nav'),
      acts: true,
      width: '110px',
      render: f =>
        onDoubt &&
        f.verdict !== 'waived' && (
          <Button small look="quiet" onClick={() => onDoubt(f)}>
            {t('object.verb')}
          </Button>
        ),
    },
  ]
}
