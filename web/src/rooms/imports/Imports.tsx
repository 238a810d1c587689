import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Note, Page, Panel, Tabs } from '@/kit'
import { Batches } from './Batches'
import { type BatchResult, kinds, type Preview } from './data'
import { PreviewPanel } from './PreviewPanel'
import { ResultPanel } from './ResultPanel'
import { UploadPanel } from './UploadPanel'

/** Excel in: template, dry run with a difference per cell, the good rows in, the bad ones back, undo for the days of the policy. */
export default function Imports() {
  const t = useT('imports')
  const [{ kind = kinds[0] }] = useFilters()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [result, setResult] = useState<BatchResult | null>(null)
  const shown = preview?.kind === kind ? preview : null
  const stored = (r: BatchResult) => {
    setPreview(null)
    setResult(r.rows.length > 0 ? r : null)
  }
  // What was taken back is not "imported" any more.
  const undone = (id: string) => setResult(old => (old?.id === id ? null : old))
  const title = () => {
    if (shown) return t('found', { ...shown.counts })
    if (result?.kind === kind) return t('result.head', { count: result.new + result.changed, wrong: result.wrong })
    return t('title')
  }
  return (
    <Page name={t('nav')} title={title()} lead={t('lead')}>
      <Tabs
        label={t('nav')}
        at={kind}
        tabs={kinds.map(k => ({ key: k, label: t(`kind.${k}`), to: `/imports?kind=${k}` }))}
      />
      {shown ? (
        <PreviewPanel key={shown.id} preview={shown} onClose={() => setPreview(null)} onStored={stored} />
      ) : result?.kind === kind ? (
        <ResultPanel result={result} onClose={() => setResult(null)} />
      ) : (
        <UploadPanel key={kind} kind={kind} onPreview={p => setPreview({ ...p, kind })} />
      )}
      {shown?.unknown && shown.unknown.length > 0 && (
        <Note tone="warn">{t('unknown', { heads: shown.unknown.join(t('comma')) })}</Note>
      )}
      <Panel title={t('history')} flush>
        <Batches onUndone={undone} />
      </Panel>
    </Page>
  )
}
