import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { navigate } from '@/app/router'
import { Actions, Button, Failure, Note, Page, Panel, Skeleton, useKey } from '@/kit'
import { isSendable } from './entries'
import css from './Minutes.module.css'
import { MinutesBox } from './MinutesBox'
import { useMeeting, useSave } from './queries'
import type { MeetingView } from './types'
import { minutesBody, useReading } from './useReading'

/** The minutes of a meeting that is on record already: first ones, or a new version; the old one stays readable. */
export default function MinutesPage({ params }: Screen) {
  const t = useT('committee')
  const id = params.id ?? ''
  const meeting = useMeeting(id)
  const crumbs = [
    { label: t('nav'), to: '/meetings' },
    { label: meeting.data?.title ?? t('meeting.name'), to: `/meetings/${id}` },
  ]
  return (
    <Page name={t('minutes.name')} title={t('minutes.title')} lead={t('minutes.lead')} crumbs={crumbs}>
      {meeting.data && <Body meeting={meeting.data} />}
      {!meeting.data && (meeting.error ? <Failure problem={meeting.error} /> : <Skeleton />)}
    </Page>
  )
}

function Body({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const state = useReading()
  const key = useKey()
  const save = useSave('put', `/meetings/${meeting.id}/minutes`)
  const { reading, file } = state
  const keep = () => {
    if (!reading) return
    const body = minutesBody(meeting.revision, reading.text, file)
    save.mutate({ body, key: key(reading.text) }, { onSuccess: () => navigate(`/meetings/${meeting.id}/desk`) })
  }
  return (
    <div className={css.narrow}>
      {meeting.minutes && <Note tone="warn">{t('minutes.again')}</Note>}
      <Panel>
        <MinutesBox state={state} />
      </Panel>
      {reading && (
        <Panel title={t('minutes.found')}>
          <p>
            {t('new.read', { count: reading.decisions.length, tasks: reading.decisions.filter(isSendable).length })}
          </p>
          {Boolean(save.error) && <Failure problem={save.error} />}
          <Actions>
            <Button look="primary" busy={save.isPending} onClick={keep}>
              {t('minutes.keep')}
            </Button>
          </Actions>
        </Panel>
      )}
    </div>
  )
}
