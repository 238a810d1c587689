import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import type { Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, SelectField, toast, useKey } from '@/kit'
import { useMatrixWrite } from './data'
import type { Finding } from './finding'

interface Meeting {
  id: string
  title: string
  date: string
  state: string
}

/** Before which meeting it is brought; the question can be put in one's own words. */
export function TableForm({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const meetings = useQuery({
    queryKey: ['committee', 'meetings', 'some'],
    queryFn: ({ signal }) => api.get<Page<Meeting>>('/meetings', { limit: 30 }, signal),
  })
  const open = (meetings.data?.items ?? []).filter(m => m.state !== 'dispatched')
  const [chosen, setMeeting] = useState('')
  const meeting = chosen || open[0]?.id || ''
  const [text, setText] = useState('')
  const write = useMatrixWrite((body: object, key) => api.post(`/matrix/findings/${finding.id}/table`, body, { key }))
  const submit = () => {
    const body = { meeting, text: text.trim() || undefined, revision: finding.revision }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('table.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error ?? meetings.error}>
      <SelectField
        name="meeting"
        label={t('meeting')}
        hint={open.length === 0 ? t('table.noMeeting') : undefined}
        value={meeting}
        onValue={setMeeting}
        options={open.map(m => ({ value: m.id, label: `${m.date} ${m.title}` }))}
      />
      <AreaField
        name="text"
        label={t('table.text')}
        hint={t('table.hint')}
        optional
        rows={3}
        value={text}
        onValue={setText}
      />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('table.send')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
