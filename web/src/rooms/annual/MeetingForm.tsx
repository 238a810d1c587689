import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import type { Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Actions, Button, Form, Note, SelectField, toast, useKey } from '@/kit'
import { useAnnualWrite } from './data'

interface Meeting {
  id: string
  title: string
  date: string
  state: string
  revision: number
}

/** Into which meeting the figures go, so that nobody types what the house has counted. */
export function MeetingForm({ year, onDone }: { year: number; onDone: () => void }) {
  const t = useT('annual')
  const keyFor = useKey()
  const meetings = useQuery({
    queryKey: ['committee', 'meetings', 'some'],
    queryFn: ({ signal }) => api.get<Page<Meeting>>('/meetings', { limit: 30 }, signal),
  })
  const open = (meetings.data?.items ?? []).filter(m => m.state !== 'dispatched')
  const [chosen, setChosen] = useState('')
  const meeting = open.find(m => m.id === chosen) ?? open[0]
  const write = useAnnualWrite((body: object, key) =>
    api.post<{ meeting: string; figures: number }>('/reports/annual/meeting', body, { key }),
  )
  const submit = () => {
    const body = { year, meeting: meeting?.id ?? '', revision: meeting?.revision ?? 0 }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: told => {
          toast(t('meeting.done', { count: told.figures }))
          onDone()
          navigate(`/meetings/${told.meeting}`)
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error ?? meetings.error}>
      <Note>{t('meeting.lead')}</Note>
      <SelectField
        name="meeting"
        label={t('meeting.which')}
        hint={meetings.data && open.length === 0 ? t('meeting.none') : undefined}
        value={meeting?.id ?? ''}
        onValue={setChosen}
        options={open.map(m => ({ value: m.id, label: `${m.date} ${m.title}` }))}
      />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending} disabled={!meeting}>
          {t('meeting.nav')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
