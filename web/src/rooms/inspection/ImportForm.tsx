import { useRef } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Actions, Button, Failure } from '@/kit'
import { type FormMark, type ImportedForm, useRoomWrite } from './data'
import { keepImported } from './draft'
import css from './Inspection.module.css'

/** An XLSForm is read and shown before anything is stored; what is wrong or left out is named by its cell. */
export function ImportForm({ onClose }: { onClose: () => void }) {
  const t = useT('inspection')
  const input = useRef<HTMLInputElement>(null)
  const read = useRoomWrite((file: File, key) => {
    const body = new FormData()
    body.append('file', file)
    return api.post<ImportedForm>('/checklists/import', body, { key })
  })
  const choose = (files: FileList | null) => {
    const file = files?.[0]
    if (file) read.mutate({ body: file, key: '' })
    if (input.current) input.current.value = ''
  }
  const found = read.data
  const open = () => {
    if (!found) return
    keepImported(found)
    onClose()
    navigate('/checklists/new')
  }
  return (
    <>
      <p>{t('import.hint')}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        className="sr-only"
        aria-label={t('import.choose')}
        onChange={e => choose(e.target.files)}
      />
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
        <Button
          look={found?.faults.length === 0 ? undefined : 'primary'}
          busy={read.isPending}
          onClick={() => input.current?.click()}
        >
          {t('import.choose')}
        </Button>
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
