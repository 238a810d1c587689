import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { useCan } from '@/app/session'
import {
  Actions,
  AreaField,
  Button,
  DateField,
  Dialog,
  Form,
  SelectField,
  TextField,
  toast,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import css from './Matters.module.css'
import { cadences, type Detail, evidenceKinds, type Named, topics } from './types'

/** 交办: hands a single matter over without a meeting, as a leader's word or a letter asks for it. */
export function OpenMatter() {
  const t = useT('matter')
  const may = useCan()('matter.open')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button look="primary" icon="plus" onClick={() => setOpen(true)}>
        {t('open.button')}
      </Button>
      <Dialog open={open} title={t('open.button')} onClose={() => setOpen(false)} width={620}>
        <OpenForm />
      </Dialog>
    </>
  )
}

const blank = {
  title: '',
  unit: null as Named | null,
  due: '',
  text: '',
  standard: '',
  urgency: 'ordinary',
  topic: 'work-safety',
  evidence: 'ordinary',
  cadence: 'none',
}

function OpenForm() {
  const t = useT('matter')
  const form = useForm(blank, ['title', 'unit'])
  const { values, set } = form
  const queries = useQueryClient()
  const key = useKey()
  const hand = useMutation({
    mutationFn: ({ body, key: k }: { body: object; key: string }) => api.post<Detail>('/matters', body, { key: k }),
    onSuccess: m => {
      for (const room of ['matter', 'board']) void queries.invalidateQueries({ queryKey: [room] })
      toast(t('open.done', { unit: m.unit.name, number: m.number }))
      navigate(`/matters/${m.id}`)
    },
  })
  const { unit, title, text, standard, due, ...choices } = values
  const body = {
    ...choices,
    title: title.trim(),
    text: text.trim() || title.trim(),
    standard: standard.trim() || undefined,
    due: due || undefined,
    unit: unit?.id,
  }
  const choice = (name: keyof typeof choices, all: readonly string[], words: string) => (
    <SelectField
      name={name}
      label={t(`open.${name}`)}
      value={values[name]}
      options={all.map(v => ({ value: v, label: t(`${words}.${v}`) }))}
      onValue={v => set(name, v)}
    />
  )
  return (
    <Form
      onSubmit={() => form.valid() && hand.mutate({ body, key: key(body) })}
      errors={form.errors}
      problem={hand.error}
    >
      <TextField
        name="title"
        label={t('open.title')}
        hint={t('open.titleHint')}
        maxLength={200}
        value={title}
        onValue={v => set('title', v)}
      />
      <UnitPicker name="unit" label={t('open.unit')} value={unit} onValue={v => set('unit', v)} />
      <DateField name="due" label={t('open.due')} optional value={due} onValue={v => set('due', v)} />
      <AreaField
        name="text"
        label={t('open.text')}
        optional
        rows={3}
        maxLength={4000}
        value={text}
        onValue={v => set('text', v)}
      />
      <AreaField
        name="standard"
        label={t('open.standard')}
        optional
        rows={2}
        maxLength={4000}
        value={standard}
        onValue={v => set('standard', v)}
      />
      <div className={css.pairs}>
        {choice('evidence', evidenceKinds, 'open.evidences')}
        {choice('topic', topics, 'topic')}
        {choice('urgency', ['ordinary', 'urgent', 'extra_urgent'], 'urgency')}
        {choice('cadence', [...cadences], 'cadence')}
      </div>
      <p className="muted">{t('open.next')}</p>
      <Actions>
        <Button type="submit" look="primary" busy={hand.isPending}>
          {t('open.do')}
        </Button>
      </Actions>
    </Form>
  )
}
