import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, url } from '@/api/client'
import type { components } from '@/api/schema'
import { upload } from '@/api/upload'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Button, Download, Failure, FileButton, Job, Note, Page, Panel, Tag, toast } from '@/kit'
import css from './Ledger.module.css'

type Import = components['schemas']['HazardImport']
type Row = Import['rows'][number]

/** An older ledger comes in by Excel: a dry run row by row, the wrong rows back, then the new ones stored. */
export default function ImportPage() {
  const t = useT('hazard')
  const queries = useQueryClient()
  const [share, setShare] = useState(0)
  const look = useMutation({
    mutationFn: (file: File) => upload<Import>('/hazard-imports', file, { key: uuidv7(), onProgress: setShare }),
  })
  const commit = useMutation({
    mutationFn: (id: string) => api.post<Import>(`/hazard-imports/${id}/commit`, undefined, { key: id }),
    onSuccess: done => {
      toast(t('import.done', { count: done.new }))
      void queries.invalidateQueries({ queryKey: ['hazard'] })
    },
  })
  const found = commit.data ?? look.data
  const again = () => {
    look.reset()
    commit.reset()
  }
  return (
    <Page
      name={t('tab.import')}
      title={found ? t('import.found', { ...found }) : t('import.title')}
      lead={t('import.lead')}
      crumbs={[{ label: t('nav'), to: '/hazards' }]}
    >
      {!found && <Choose busy={look.isPending} share={share} onFile={file => look.mutate(file)} />}
      {look.error && <Failure problem={look.error} />}
      {commit.error && <Failure problem={commit.error} />}
      {found && (
        <Panel
          flush
          title={found.fileName}
          extra={
            <span className={css.verbs}>
              {found.wrong > 0 && (
                <Download href={url(`/hazard-imports/${found.id}/errors.xlsx`)}>{t('import.errors')}</Download>
              )}
              <Button onClick={again}>{t('import.again')}</Button>
              {found.stored ? (
                <Tag tone="done">{t('import.stored')}</Tag>
              ) : (
                <Button
                  look="primary"
                  busy={commit.isPending}
                  disabled={found.new === 0}
                  onClick={() => commit.mutate(found.id)}
                >
                  {t('import.commit', { count: found.new })}
                </Button>
              )}
            </span>
          }
        >
          {found.unknown.length > 0 && (
            <Note tone="warn">{t('import.unknown', { heads: found.unknown.join(t('sep')) })}</Note>
          )}
          <Rows rows={found.rows} />
          {found.next && <Note>{t('import.more', { count: found.rows.length })}</Note>}
        </Panel>
      )}
    </Page>
  )
}

function Choose({ busy, share, onFile }: { busy: boolean; share: number; onFile: (file: File) => void }) {
  const t = useT('hazard')
  return (
    <Panel>
      <span className={css.verbs}>
        <Download href={url('/hazard-imports/template')}>{t('import.template')}</Download>
        <FileButton
          label={t('import.choose')}
          accept=".xlsx"
          look="primary"
          icon="export"
          busy={busy}
          onFile={onFile}
        />
      </span>
      {busy && <Job label={t('import.checking')} done={Math.round(share * 100)} total={100} />}
    </Panel>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  const t = useT('hazard')
  return (
    <ul className={css.rows}>
      {rows.map(r => (
        <li key={r.row}>
          <span className="muted nowrap">{t('import.row', { row: r.row })}</span>
          <Tag tone={r.status === 'wrong' ? 'strong' : r.status === 'new' ? 'brand' : 'done'}>
            {t(`import.${r.status}`)}
          </Tag>
          <span className={css.words}>
            <span>{[r.number, r.name].filter(Boolean).join(' ')}</span>
            {r.problems.map(p => (
              <span key={p} className={css.bad}>
                {p}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
