import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Actions, Button, DateField, Dialog, Facts, Form, Panel, SelectField, TextField, useForm, useKey } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { draftOf } from './draft'
import { MeetingTag } from './MeetingsPage'
import { useSave } from './queries'
import { Texts } from './Texts'
import { type MeetingView, meetingKinds } from './types'

/** What is known about a meeting, and the way to put it right. */
export function KnownPanel({ meeting: m }: { meeting: MeetingView }) {
  const t = useT('committee')
  const say = useSay()
  const may = useCan()('committee.write')
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t('meeting.known')}
      extra={
        <span>
          <MeetingTag meeting={m} />{' '}
          {may && (
            <Button small look="quiet" onClick={() => setOpen(true)}>
              {t('agenda.edit')}
            </Button>
          )}
        </span>
      }
    >
      <Facts
        items={[
          [t('column.date'), [say.day(m.date), m.session && t(`session.${m.session}`)].filter(Boolean).join(' ')],
          [
            t('column.kind'),
            t('meeting.ordinal', { year: m.year, ordinal: m.ordinal, kind: t(`meetingKind.${m.kind}`) }),
          ],
          [t('column.unit'), m.unit.name],
          [t('new.venue'), m.venue || t('meeting.unknown')],
          [t('meeting.minutes'), m.texts.length > 0 ? <Texts key="texts" texts={m.texts} /> : t('meeting.unknown')],
        ]}
      />
      <Dialog open={open} title={t('meeting.known')} onClose={() => setOpen(false)}>
        <KnownForm meeting={m} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

const sessions = ['', 'morning', 'afternoon', 'evening'] as const

function KnownForm({ meeting, onDone }: { meeting: MeetingView; onDone: () => void }) {
  const t = useT('committee')
  const form = useForm(
    {
      title: meeting.title,
      date: meeting.date,
      kind: meeting.kind as string,
      session: meeting.session ?? '',
      venue: meeting.venue ?? '',
    },
    ['title', 'date'],
  )
  const { title, date, kind, session, venue } = form.values
  const save = useSave('patch', `/meetings/${meeting.id}`)
  const key = useKey()
  const body = {
    ...draftOf(meeting),
    title: title.trim(),
    date,
    kind,
    session: session || undefined,
    venue: venue.trim(),
  }
  const send = () => form.valid() && save.mutate({ body, key: key(body) }, { onSuccess: onDone })
  return (
    <Form onSubmit={send} errors={form.errors} problem={save.error}>
      <TextField {...form.bind('title')} label={t('new.titleField')} maxLength={200} />
      <DateField {...form.bind('date')} label={t('new.date')} hint={t('meeting.dateHint')} chips={[]} />
      <SelectField
        {...form.bind('session')}
        label={t('meeting.session')}
        options={sessions.map(s => ({ value: s, label: s ? t(`session.${s}`) : t('meeting.unknown') }))}
      />
      <SelectField
        {...form.bind('kind')}
        label={t('new.kind')}
        options={meetingKinds.map(k => ({ value: k, label: t(`meetingKind.${k}`) }))}
      />
      <TextField {...form.bind('venue')} label={t('new.venue')} optional maxLength={100} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('lines.save')}
        </Button>
      </Actions>
    </Form>
  )
}
