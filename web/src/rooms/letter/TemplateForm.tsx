import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { whileTyping } from '@/app/number'
import { Actions, Button, DateField, Form, Note, SelectField, TextField, toast, useKey } from '@/kit'
import { thisYear, useLetterWrite } from './data'
import { TemplateParts } from './TemplateParts'
import { type Row, type RowField, TemplateRows } from './TemplateRows'
import { type Metric, sums, type Template, type TemplateBody } from './template'

interface Props {
  base: Template
  metrics: Metric[]
  onDone: () => void
}

/** A template of the county's own, begun from another: clauses, indicators, weights, vetoes, bonus and malus, grades. */
export function TemplateForm({ base, metrics, onDone }: Props) {
  const t = useT('letter')
  const keyFor = useKey()
  const draft = base.state === 'draft'
  const [from, setFrom] = useState(draft ? base.from : `${thisYear()}-01-01`)
  const [to, setTo] = useState(draft ? (base.to ?? '') : `${thisYear()}-12-31`)
  const [source, setSource] = useState(draft ? base.source : '')
  const [body, setBody] = useState<TemplateBody>(base.body)
  const save = useLetterWrite((all: object, key) => api.post('/letter-templates', all, { key }))
  const total = sums(body).find(w => w.part === 'total')
  const submit = () => {
    const all = { ...(draft ? { id: base.id, revision: base.revision } : {}), from, to: to || undefined, source, body }
    save.mutate(
      { body: all, key: keyFor(all) },
      {
        onSuccess: () => {
          toast(t('templates.saved'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <TextField name="body.zh" label={t('templates.zh')} value={body.zh} onValue={zh => setBody({ ...body, zh })} />
      <TextField name="body.en" label={t('templates.en')} value={body.en} onValue={en => setBody({ ...body, en })} />
      <DateField name="from" label={t('templates.from')} value={from} onValue={setFrom} />
      <DateField name="to" label={t('templates.to')} value={to} onValue={setTo} />
      <TextField name="source" label={t('templates.source')} value={source} onValue={setSource} />
      <TextField
        name="body.total"
        label={t('templates.full')}
        inputMode="decimal"
        value={String(body.total)}
        onValue={v => setBody({ ...body, total: whileTyping(v) as number })}
      />
      <SelectField
        name="body.absent"
        label={t('templates.absent')}
        hint={t('templates.absentHint')}
        options={['scale', 'full'].map(v => ({ value: v, label: t(`templates.absentAs.${v}`) }))}
        value={body.absent || 'full'}
        onValue={absent => setBody({ ...body, absent })}
      />
      {total ? (
        <Note tone="warn">{t('templates.total', { ...total })}</Note>
      ) : (
        <p className="muted">{t('templates.allSums')}</p>
      )}
      <TemplateParts body={body} metrics={metrics} onBody={setBody} />
      <Lists body={body} metrics={metrics} onBody={setBody} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('templates.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}

type ListName = 'controls' | 'vetoes' | 'adjusts' | 'grades'

/** The lists beside the clauses, each with what its rows hold. */
function Lists({
  body,
  metrics,
  onBody,
}: {
  body: TemplateBody
  metrics: Metric[]
  onBody: (b: TemplateBody) => void
}) {
  const t = useT('letter')
  const words: RowField[] = [
    { name: 'zh', label: t('templates.zh'), kind: 'text' },
    { name: 'en', label: t('templates.en'), kind: 'text' },
  ]
  const metric: RowField = { name: 'metric', label: t('templates.metric'), kind: 'metric' }
  const number = (name: string): RowField => ({ name, label: t(`templates.field.${name}`), kind: 'number' })
  const under: RowField = { ...number('under'), when: r => r.metric === 'score' }
  const over: RowField = { ...number('over'), when: r => r.metric !== 'score' }
  const score: Metric = { key: 'score', zh: t('templates.score'), en: t('templates.score') }
  const lists: { name: ListName; fields: RowField[]; blank: object; metrics: Metric[] }[] = [
    { name: 'controls', fields: [...words, metric, number('max')], blank: { metric: '', max: 0 }, metrics },
    {
      name: 'vetoes',
      fields: [...words, metric, over, under, { name: 'on', label: t('templates.field.on'), kind: 'check' }],
      blank: { metric: '', over: 0, on: true },
      metrics: [...metrics, score],
    },
    {
      name: 'adjusts',
      fields: [...words, metric, number('each'), number('cap')],
      blank: { metric: '', each: 0, cap: 0 },
      metrics,
    },
    { name: 'grades', fields: [...words, number('min')], blank: { min: 0 }, metrics: [] },
  ]
  return lists.map(l => (
    <TemplateRows
      key={l.name}
      title={t(`templates.list.${l.name}`)}
      at={`body.${l.name}`}
      rows={body[l.name] as unknown as Row[]}
      fields={l.fields}
      metrics={l.metrics}
      blank={l.blank as Omit<Row, 'key' | 'zh' | 'en'>}
      onRows={rows => onBody({ ...body, [l.name]: rows })}
    />
  ))
}
