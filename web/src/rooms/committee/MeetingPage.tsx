import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { useCan } from '@/app/session'
import { ButtonLink, Failure, Page, Skeleton } from '@/kit'
import { BookLink } from '@/rooms/diligence/BookLink'
import { AgendaPanel } from './AgendaPanel'
import { AttendancePanel } from './AttendancePanel'
import { DispatchBanner } from './DispatchBanner'
import { DocumentsPanel } from './DocumentsPanel'
import { KnownPanel } from './KnownPanel'
import css from './Meeting.module.css'
import { PledgesPanel } from './PledgesPanel'
import { useMeeting } from './queries'
import { FiguresPanel, LettersPanel, SpeechesPanel } from './RecordPanels'
import type { MeetingView } from './types'

/** One meeting: what it was, who was there, what was studied and pledged, and what became of it. */
export default function MeetingPage({ params }: Screen) {
  const t = useT('committee')
  const meeting = useMeeting(params.id ?? '')
  const crumbs = [{ label: t('nav'), to: '/meetings' }]
  if (!meeting.data) {
    return (
      <Page name={t('meeting.name')} title={t('meeting.loading')} crumbs={crumbs}>
        {meeting.error ? (
          <Failure problem={meeting.error} onRetry={() => void meeting.refetch()} />
        ) : (
          <Skeleton rows={10} />
        )}
      </Page>
    )
  }
  const m = meeting.data
  return (
    <Page
      name={m.number || t('meeting.name')}
      title={m.title}
      crumbs={crumbs}
      action={
        <>
          <BookLink kind="incident" id={`committee.meeting:${m.id}`} name={m.number || m.title} since={m.date} />
          <ToDesk meeting={m} />
        </>
      }
    >
      <DispatchBanner dispatch={m.dispatches[0]} />
      <div className={css.columns}>
        <div className={css.main}>
          <DocumentsPanel meeting={m} />
          <PledgesPanel meeting={m} />
          <LettersPanel meeting={m} />
          <FiguresPanel meeting={m} />
          <SpeechesPanel meeting={m} />
        </div>
        <div className={css.side}>
          <KnownPanel meeting={m} />
          <AgendaPanel meeting={m} />
          <AttendancePanel meeting={m} />
        </div>
      </div>
    </Page>
  )
}

function ToDesk({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  if (!meeting.minutes) {
    return may ? (
      <ButtonLink look="primary" icon="plus" to={`/meetings/${meeting.id}/minutes`}>
        {t('minutes.add')}
      </ButtonLink>
    ) : null
  }
  return (
    <>
      {may && <ButtonLink to={`/meetings/${meeting.id}/minutes`}>{t('minutes.replace')}</ButtonLink>}
      <ButtonLink look="primary" icon="columns" to={`/meetings/${meeting.id}/desk`}>
        {t('meeting.desk')}
      </ButtonLink>
    </>
  )
}
