import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, CheckField, DateField, Form, Note, SelectField, TextField, useForm, useKey } from '@/kit'
import { isSendable } from './entries'
import { type Meeting, type MeetingKind, meetingKinds, type Reading } from './types'
import { minutesBody } from './useReading'

interface Values {
  title: string
  date: string
  kind: MeetingKind
  venue: string
  exercise: boolean
}

interface FormProps {
  reading?: Reading
  file?: File
  onBack: () => void
}

/** What is known about the meeting, to be confirmed; then it is recorded, and its minutes are read for good. */
export function MeetingForm({ reading, file, onBack }: FormProps) {
  const t = useT('committee')
  const form = useForm<Values>(startOf(reading), ['title', 'date'])
  const { values } = form
  const record = useRecord(reading, file)
  const key = useKey()
  const send = () => form.valid() && record.mutate({ values, id: key(values) })
  const tasks = reading?.decisions.filter(isSendable).length ?? 0
  return (
    <Form onSubmit={send} errors={form.errors} problem={record.error}>
      {reading && reading.decisions.length > 0 && (
        <Note tone="ok">{t('new.read', { count: reading.decisions.length, tasks })}</Note>
      )}
      {reading?.decisions.length === 0 && <Note tone="warn">{t('new.readNothing')}</Note>}
      <TextField {...form.bind('title')} label={t('new.titleField')} maxLength={200} />
      <DateField {...form.bind('date')} label={t('new.date')} hint={t('meeting.dateHint')} />
      <SelectField
        name="kind"
        label={t('new.kind')}
        value={values.kind}
        options={meetingKinds.map(k => ({ value: k, label: t(`meetingKind.${k}`) }))}
        onValue={v => form.set('kind', v as MeetingKind)}
      />
      <TextField {...form.bind('venue')} label={t('new.venue')} optional maxLength={100} />
      <CheckField label={t('new.exercise')} checked={values.exercise} onChecked={v => form.set('exercise', v)} />
      <Actions>
        <Button type="submit" look="primary" busy={record.isPending}>
          {t(reading ? 'new.toDesk' : 'new.save')}
        </Button>
        <Button onClick={onBack}>{t('new.back')}</Button>
      </Actions>
    </Form>
  )
}

function startOf(reading?: Reading): Values {
  const kind = meetingKinds.find(k => k === reading?.kind) ?? 'plenary'
  return { title: reading?.title ?? '', date: reading?.date ?? '', kind, venue: '', exercise: false }
}

/** Two steps, each repeatable: the meeting under an identity made here, then its text. */
function useRecord(reading?: Reading, file?: File) {
  const queries = useQueryClient()
  const minutes = useKey()
  return useMutation({
    mutationFn: async ({ values, id }: { values: Values; id: string }) => {
      const draft = { ...values, id, title: values.title.trim(), state: 'held' }
      const meeting = await api.post<Meeting>('/meetings', draft, { key: id })
      if (!reading) return meeting
      const key = minutes(`${id} minutes`) || uuidv7()
      return api.put<Meeting>(`/meetings/${meeting.id}/minutes`, minutesBody(meeting.revision, reading.text, file), {
        key,
      })
    },
    onSuccess: meeting => {
      void queries.invalidateQueries({ queryKey: ['committee'] })
      navigate(reading ? `/meetings/${meeting.id}/desk` : `/meetings/${meeting.id}`)
    },
  })
}
