import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Note, Panel } from '@/kit'
import { BatchLine } from '@/rooms/imports/Batches'
import type { BatchResult, Preview } from '@/rooms/imports/data'
import { PreviewPanel } from '@/rooms/imports/PreviewPanel'
import { ResultPanel } from '@/rooms/imports/ResultPanel'
import { UploadPanel } from '@/rooms/imports/UploadPanel'
import css from './Matrix.module.css'
import '@/rooms/imports/words'

const kind = 'organisation'

/** A year's change of posts (换届) in one go: bring the table, see what each row changes, confirm; the difference below. */
export function Turnover({ onStored }: { onStored: (days: NonNullable<BatchResult['turned']>) => void }) {
  const t = useT('matrix')
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [result, setResult] = useState<BatchResult | null>(null)
  const again = () => void queries.invalidateQueries({ queryKey: ['matrix'] })
  const stored = (r: BatchResult) => {
    setPreview(null)
    setOpen(false)
    setResult(r)
    again()
    if (r.turned) onStored(r.turned)
  }
  if (preview)
    return <PreviewPanel key={preview.id} preview={preview} onClose={() => setPreview(null)} onStored={stored} />
  if (open)
    return (
      <Panel title={t('turnover.title')} extra={<Button onClick={() => setOpen(false)}>{t('cancel')}</Button>}>
        <div className={css.stack}>
          <Note>{t('turnover.lead')}</Note>
          <UploadPanel kind={kind} onPreview={p => setPreview({ ...p, kind })} />
        </div>
      </Panel>
    )
  const undone = () => {
    setResult(null)
    again()
  }
  return (
    <>
      <p>
        <Button icon="import" onClick={() => setOpen(true)}>
          {t('turnover.open')}
        </Button>
      </p>
      {result && result.rows.length > 0 && <ResultPanel result={result} onClose={() => setResult(null)} />}
      {result && (
        <Panel title={t('turnover.done')} flush>
          <ul>
            <BatchLine batch={result} onUndone={undone} />
          </ul>
        </Panel>
      )}
    </>
  )
}
