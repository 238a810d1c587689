import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  AreaField,
  Button,
  DateField,
  Form,
  Note,
  PersonPicker,
  RadioField,
  toast,
  useForm,
  useKey,
} from '@/kit'
import { modes, type Post, useRegistryWrite } from './data'
import { PersonForm } from './PersonForm'

/** The post passes to another person, with everything that is open on it. */
export function HandoverForm({ post, onDone }: { post: Post; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const from = post.holders?.[0]
  const [adding, setAdding] = useState(false)
  const form = useForm({ to: null as Named | null, on: '', mode: 'full', note: '' }, ['to', 'on'])
  const save = useRegistryWrite((body: object, key) => api.post(`/posts/${post.id}/handover`, body, { key }))
  const done = () => {
    toast(t('handover.done', { title: post.title, name: form.values.to?.name ?? '' }))
    onDone()
  }
  const submit = () => {
    const body = {
      from: from?.person.id ?? '',
      to: form.values.to?.id,
      on: form.values.on,
      mode: form.values.mode,
      note: form.values.note.trim(),
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  if (adding) {
    const added = (person: Named) => {
      form.set('to', { id: person.id, name: person.name })
      setAdding(false)
    }
    return <PersonForm onDone={added} onCancel={() => setAdding(false)} />
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <Note>{from ? t('handover.what', { name: from.person.name }) : t('handover.first')}</Note>
      <PersonPicker {...form.bind('to')} label={t('handover.to')} />
      <div>
        <Button look="quiet" icon="plus" onClick={() => setAdding(true)}>
          {t('person.new')}
        </Button>
      </div>
      <DateField {...form.bind('on')} label={t('handover.on')} chips={['today', 'tomorrow']} />
      <RadioField
        {...form.bind('mode')}
        label={t('mode.label')}
        options={modes.map(m => ({ value: m, label: t(`mode.${m}`) }))}
      />
      <AreaField {...form.bind('note')} label={t('handover.note')} optional rows={2} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('handover.go')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
