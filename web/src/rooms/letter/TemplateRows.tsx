import type { ReactNode } from 'react'
import { useT } from '@/app/i18n'
import { whileTyping } from '@/app/number'
import { usePrefs } from '@/app/prefs'
import { Button, CheckField, Panel, SelectField, TextField } from '@/kit'
import css from './Letter.module.css'
import { type Metric, newKey } from './template'

export interface RowField {
  name: string
  label: string
  kind: 'text' | 'number' | 'metric' | 'check'
  /** Only some rows have it. */
  when?: (row: Row) => boolean
}

type Value = string | number | boolean | undefined
export type Row = { key: string; zh: string; en: string } & Record<string, Value>

interface RowsProps {
  title: string
  /** Where the server finds them: body.vetoes. */
  at: string
  rows: Row[]
  fields: RowField[]
  metrics: Metric[]
  blank: Omit<Row, 'key' | 'zh' | 'en'>
  onRows: (rows: Row[]) => void
  extra?: (row: Row, edit: (edit: Partial<Row>) => void) => ReactNode
}

/** A list of a template (controls, vetoes, bonus and malus, grades): each row whole, rows added and taken away. */
export function TemplateRows({ title, at, rows, fields, metrics, blank, onRows, extra }: RowsProps) {
  const t = useT('letter')
  const put = (i: number, edit: Partial<Row>) => onRows(rows.map((r, k) => (k === i ? ({ ...r, ...edit } as Row) : r)))
  const add = () => onRows([...rows, { ...blank, key: newKey(rows), zh: '', en: '' } as Row])
  return (
    <Panel title={title}>
      {rows.map((row, i) => (
        <fieldset key={row.key} className={css.templateRow}>
          <legend className="sr-only">{row.zh || t('templates.newRow')}</legend>
          {extra?.(row, e => put(i, e))}
          {fields
            .filter(f => !f.when || f.when(row))
            .map(f => (
              <RowInput key={f.name} at={`${at}[${i}]`} row={row} field={f} metrics={metrics} onEdit={e => put(i, e)} />
            ))}
          <Button small look="quiet" icon="close" onClick={() => onRows(rows.filter((_, k) => k !== i))}>
            {t('templates.drop')}
          </Button>
        </fieldset>
      ))}
      <Button small icon="plus" onClick={add}>
        {t('templates.add')}
      </Button>
    </Panel>
  )
}

interface InputProps {
  at: string
  row: Row
  field: RowField
  metrics: Metric[]
  onEdit: (edit: Partial<Row>) => void
}

function RowInput({ at, row, field, metrics, onEdit }: InputProps) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const value = row[field.name]
  if (field.kind === 'check') {
    return <CheckField label={field.label} checked={Boolean(value)} onChecked={on => onEdit({ [field.name]: on })} />
  }
  if (field.kind === 'metric') {
    return (
      <SelectField
        name={`${at}.${field.name}`}
        label={field.label}
        value={String(value ?? '')}
        blank={t('record.pick')}
        onValue={v => onEdit({ [field.name]: v })}
        options={metrics.map(m => ({ value: m.key, label: lang === 'en' ? m.en : m.zh }))}
      />
    )
  }
  const number = field.kind === 'number'
  return (
    <TextField
      name={`${at}.${field.name}`}
      label={field.label}
      inputMode={number ? 'decimal' : undefined}
      value={String(value ?? '')}
      onValue={v => onEdit({ [field.name]: number ? whileTyping(v) : v })}
    />
  )
}
