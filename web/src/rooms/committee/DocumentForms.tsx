import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, DateField, Form, TextField, toast, useForm, useKey } from '@/kit'
import { useSave } from './queries'
import type { MeetingView, Studied } from './types'

interface DocumentProps {
  meeting: MeetingView
  /** What the minutes already say about it. */
  start?: { title: string; number?: string }
  onDone: () => void
}

/** A document that the meeting studied, for which every unit owes a receipt. */
export function DocumentForm({ meeting, start, onDone }: DocumentProps) {
  const t = useT('committee')
  const form = useForm({ title: start?.title ?? '', number: start?.number ?? '', organ: '', due: '' }, ['title'])
  const { title, number, organ, due } = form.values
  const save = useSave('post', `/meetings/${meeting.id}/documents`)
  const key = useKey()
  const body = {
    title: title.trim(),
    number: number.trim() || undefined,
    organ: organ.trim() || undefined,
    due: due || undefined,
  }
  const send = () => {
    if (!form.valid()) return
    const id = key(body)
    save.mutate({ body: { id, ...body }, key: id }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={send} errors={form.errors} problem={save.error}>
      <TextField {...form.bind('title')} label={t('studied.name')} maxLength={200} />
      <TextField {...form.bind('number')} label={t('studied.number')} optional maxLength={60} />
      <TextField {...form.bind('organ')} label={t('studied.organ')} optional maxLength={100} />
      <DateField {...form.bind('due')} label={t('studied.until')} optional />
      <p className="muted">{t('studied.all')}</p>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('studied.save')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 传达学习回执: when, how many were reached, and a word if need be. */
export function ReceiptForm({
  meeting,
  document: d,
  onDone,
}: {
  meeting: string
  document: Studied
  onDone: () => void
}) {
  const t = useT('committee')
  const form = useForm({ on: '', people: '', note: '' }, [], v => ({
    ...(/^\d{0,6}$/.test(v.people.trim()) ? {} : { people: t('studied.needPeople') }),
  }))
  const { on, people, note } = form.values
  const save = useSave<unknown>('post', `/meetings/${meeting}/documents/${d.id}/receipts`)
  const key = useKey()
  const body = { on: on || undefined, people: Number(people.trim() || 0), note: note.trim() || undefined }
  const done = () => {
    toast(t('studied.given'))
    onDone()
  }
  const send = () => form.valid() && save.mutate({ body, key: key(body) }, { onSuccess: done })
  return (
    <Form onSubmit={send} errors={form.errors} problem={save.error}>
      <p>{d.title}</p>
      <DateField {...form.bind('on')} label={t('studied.on')} hint={t('studied.onHint')} optional />
      <TextField {...form.bind('people')} label={t('studied.people')} inputMode="numeric" />
      <AreaField {...form.bind('note')} label={t('studied.note')} optional rows={2} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('studied.send')}
        </Button>
      </Actions>
    </Form>
  )
}
