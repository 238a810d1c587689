import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, Button, DateField, Dialog, Form, Job, useForm } from '@/kit'
import { undated } from './entries'
import css from './Items.module.css'
import { useEdit } from './queries'
import type { Decision, Desk } from './types'
import { useEach } from './useEach'

/** One deadline for everything that has none: minutes often leave it to the office. */
export function BulkDue({ desk }: { desk: Desk }) {
  const t = useT('committee')
  const [open, setOpen] = useState(false)
  const list = undated(desk.decisions)
  if (list.length === 0) return null
  return (
    <div className={css.bulk}>
      <Button small icon="calendar" onClick={() => setOpen(true)}>
        {t('bulkDue.button', { count: list.length })}
      </Button>
      <Dialog open={open} title={t('bulkDue.title', { count: list.length })} onClose={() => setOpen(false)} width={480}>
        <DueForm meeting={desk.meeting.id} list={list} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}

function DueForm({ meeting, list, onDone }: { meeting: string; list: Decision[]; onDone: () => void }) {
  const t = useT('committee')
  const form = useForm({ due: '' }, ['due'])
  const { due } = form.values
  const edit = useEdit(meeting)
  const { run, done, total } = useEach((decision: Decision) => edit.mutateAsync({ decision, values: { due } }))
  const send = () => {
    if (form.valid() && total === 0) void run(list).then(onDone)
  }
  return (
    <Form onSubmit={send} errors={form.errors}>
      <DateField {...form.bind('due')} label={t('sheet.due')} />
      <p className="muted">{t('bulkDue.text')}</p>
      {total > 0 && <Job label={t('bulkDue.doing')} done={done} total={total} />}
      <Actions>
        <Button type="submit" look="primary" busy={total > 0}>
          {t('bulkDue.do', { count: list.length })}
        </Button>
      </Actions>
    </Form>
  )
}
