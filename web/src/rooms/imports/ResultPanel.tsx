import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Button, Icon, Note, Panel } from '@/kit'
import type { BatchResult } from './data'
import css from './Imports.module.css'
import { PreviewTable } from './PreviewTable'

/** What became of an import, while something of it is still to be looked at: rows left out, and names that two units share. */
export function ResultPanel({ result, onClose }: { result: BatchResult; onClose: () => void }) {
  const t = useT('imports')
  const open = result.wrong + result.warned
  return (
    <Panel
      flush
      title={t('result.title', { count: result.new + result.changed })}
      extra={
        <div className={css.buttons}>
          <a className={css.download} href={url(`/imports/${result.id}/errors.xlsx`)} download>
            <Icon name="import" size={16} />
            {t('errors', { count: open })}
          </a>
          <Button onClick={onClose}>{t('again')}</Button>
        </div>
      }
    >
      <div className={css.said}>
        {result.wrong > 0 && <Note tone="warn">{t('result.wrong', { count: result.wrong })}</Note>}
        {result.warned > 0 && <Note>{t('result.warned', { count: result.warned })}</Note>}
      </div>
      <PreviewTable rows={result.rows} />
      {result.rows.length < open && (
        <p className={`muted ${css.said}`}>{t('result.first', { count: result.rows.length })}</p>
      )}
    </Panel>
  )
}
