import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Actions, AreaField, Button, Dialog, Form, Panel, useKey } from '@/kit'
import { draftOf } from './draft'
import css from './Meeting.module.css'
import { useSave } from './queries'
import type { MeetingView } from './types'

/** The agenda, one line each. */
export function AgendaPanel({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t('agenda.title')}
      extra={
        may && (
          <Button small look="quiet" onClick={() => setOpen(true)}>
            {t('agenda.edit')}
          </Button>
        )
      }
    >
      {meeting.agenda.length === 0 && <p className="muted">{t('agenda.none')}</p>}
      <ol className={css.agenda}>
        {meeting.agenda.map(a => (
          <li key={a.title}>{a.title}</li>
        ))}
      </ol>
      <Dialog open={open} title={t('agenda.title')} onClose={() => setOpen(false)}>
        <AgendaForm meeting={meeting} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

function AgendaForm({ meeting, onDone }: { meeting: MeetingView; onDone: () => void }) {
  const t = useT('committee')
  const [text, setText] = useState(meeting.agenda.map(a => a.title).join('\n'))
  const save = useSave('patch', `/meetings/${meeting.id}`)
  const key = useKey()
  const agenda = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map(title => ({ title, unit: meeting.agenda.find(a => a.title === title)?.unit }))
  const body = { ...draftOf(meeting), agenda }
  return (
    <Form onSubmit={() => save.mutate({ body, key: key(body) }, { onSuccess: onDone })} problem={save.error}>
      <AreaField
        name="agenda"
        label={t('agenda.lines')}
        hint={t('agenda.hint')}
        rows={8}
        value={text}
        onValue={setText}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('agenda.save')}
        </Button>
      </Actions>
    </Form>
  )
}
