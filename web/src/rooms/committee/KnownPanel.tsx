import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Actions, Button, DateField, Dialog, Facts, Form, Panel, SelectField, TextField, useForm, useKey } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { draftOf } from './draft'
import { MeetingTag } from './MeetingsPage'
import { useSave } from './queries'
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
          [
            t('meeting.minutes'),
            m.texts[0]
              ? t('meeting.version', { version: m.texts[0].version, runes: m.texts[0].runes })
              : t('meeting.unknown'),
          ],
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
      <TextField
        name="title"
        label={t('new.titleField')}
        maxLength={200}
        value={title}
        onValue={v => form.set('title', v)}
      />
      <DateField
        name="date"
        label={t('new.date')}
        hint={t('meeting.dateHint')}
        chips={[]}
        value={date}
        onValue={v => form.set('date', v)}
      />
      <SelectField
        name="session"
        label={t('meeting.session')}
        value={session}
        options={sessions.map(s => ({ value: s, label: s ? t(`session.${s}`) : t('meeting.unknown') }))}
        onValue={v => form.set('session', v)}
      />
      <SelectField
        name="kind"
        label={t('new.kind')}
        value={kind}
        options={meetingKinds.map(k => ({ value: k, label: t(`meetingKind.${k}`) }))}
        onValue={v => form.set('kind', v)}
      />
      <TextField
        name="venue"
        label={t('new.venue')}
        optional
        maxLength={100}
        value={venue}
        onValue={v => form.set('venue', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('lines.save')}
        </Button>
      </Actions>
    </Form>
  )
}
