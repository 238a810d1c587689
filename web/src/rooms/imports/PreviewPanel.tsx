import { useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Button, Chip, Empty, Failure, Icon, Panel, toast, useKey } from '@/kit'
import { type BatchResult, type Preview, type PreviewRow, useCommit, type Verdict } from './data'
import css from './Imports.module.css'
import { PreviewTable } from './PreviewTable'

const verdicts: Verdict[] = ['wrong', 'new', 'changed', 'same']

/** What the list shows: the rows of a verdict, or the sound ones that are worth a look. */
type Only = Verdict | 'warned'

const fits = (row: PreviewRow, only: Only) =>
  only === 'warned' ? (row.cells ?? []).some(c => c.note) : row.status === only

interface PreviewProps {
  preview: Preview
  onClose: () => void
  onStored: (result: BatchResult) => void
}

/** The dry run: counts that filter, every cell that would change, and the reason of every wrong one. */
export function PreviewPanel({ preview, onClose, onStored }: PreviewProps) {
  const t = useT('imports')
  const { counts } = preview
  const [only, setOnly] = useState<Only>(
    counts.wrong > 0 ? 'wrong' : preview.warned > 0 ? 'warned' : counts.new > 0 ? 'new' : 'changed',
  )
  const commit = useCommit()
  const keyFor = useKey()
  const good = counts.new + counts.changed
  const rows = (preview.rows ?? []).filter(r => fits(r, only))
  const go = () => commit.mutate({ id: preview.id, key: keyFor(preview.id) }, { onSuccess: done })
  const done = (result: BatchResult) => {
    toast(t('done', { count: result.new + result.changed }))
    onStored(result)
  }
  return (
    <Panel
      flush
      title={t('preview')}
      extra={
        <div className={css.buttons}>
          {counts.wrong + preview.warned > 0 && (
            <a className={css.download} href={url(`/imports/${preview.id}/errors.xlsx`)} download>
              <Icon name="import" size={16} />
              {t('errors', { count: counts.wrong + preview.warned })}
            </a>
          )}
          <Button onClick={onClose}>{t('again')}</Button>
          <Button look="primary" busy={commit.isPending} disabled={good === 0} onClick={go}>
            {t('commit', { count: good })}
          </Button>
        </div>
      }
    >
      {commit.error && <Failure problem={commit.error} />}
      <fieldset className={css.counts}>
        <legend className="sr-only">{t('preview')}</legend>
        {verdicts.map(v => (
          <Chip key={v} pressed={only === v} onPress={() => setOnly(v)}>
            {t(`verdict.${v}`, { count: counts[v] })}
          </Chip>
        ))}
        {preview.warned > 0 && (
          <Chip pressed={only === 'warned'} onPress={() => setOnly('warned')}>
            {t('verdict.warned', { count: preview.warned })}
          </Chip>
        )}
      </fieldset>
      {rows.length > 0 ? <PreviewTable rows={rows} /> : <Empty icon="check" title={t(`nothing.${only}`)} />}
    </Panel>
  )
}
