import { upload } from '@/api/upload'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, Failure, FileButton } from '@/kit'
import { type FormMark, type ImportedForm, useRoomWrite } from './data'
import { keepImported } from './draft'
import css from './Inspection.module.css'

/** An XLSForm is read and shown before anything is stored; what is wrong or left out is named by its cell. */
export function ImportForm({ onClose }: { onClose: () => void }) {
  const t = useT('inspection')
  const read = useRoomWrite((file: File, key) => upload<ImportedForm>('/checklists/import', file, { key }))
  const found = read.data
  const open = () => {
    if (!found) return
    onClose()
    navigate(keepImported(found))
  }
  return (
    <>
      <p>{t('import.hint')}</p>
      {read.error && <Failure problem={read.error} />}
      {found && found.faults.length > 0 && (
        <Marks title={t('import.faults', { count: found.faults.length })} marks={found.faults} />
      )}
      {found && found.left.length > 0 && (
        <Marks title={t('import.left', { count: found.left.length })} marks={found.left} />
      )}
      {found && found.faults.length === 0 && (
        <p role="status">{t('import.ready', { count: found.form.items.length })}</p>
      )}
      <Actions>
        {found && found.faults.length === 0 && (
          <Button look="primary" onClick={open}>
            {t('import.open')}
          </Button>
        )}
        <FileButton
          label={t('import.choose')}
          accept=".xlsx"
          look={found?.faults.length === 0 ? undefined : 'primary'}
          busy={read.isPending}
          onFile={file => read.mutate({ body: file, key: uuidv7() })}
        />
        <Button onClick={onClose}>{t('cancel')}</Button>
      </Actions>
    </>
  )
}

function Marks({ title, marks }: { title: string; marks: FormMark[] }) {
  const t = useT('inspection')
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={css.marks}>
        {marks.map(m => (
          <li key={`${m.sheet}/${m.row}/${m.column}/${m.code}/${m.message}`}>
            <strong>
              {m.row > 0
                ? t('import.cell', { sheet: m.sheet, row: m.row, column: m.column || '—' })
                : t('import.sheet', { sheet: m.sheet })}
            </strong>{' '}
            {m.message}
          </li>
        ))}
      </ul>
    </section>
  )
}
