import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { useCan } from '@/app/session'
import { ButtonLink, Facts, Failure, Page, Panel, Skeleton } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { AgendaPanel } from './AgendaPanel'
import { AttendancePanel } from './AttendancePanel'
import { DispatchBanner } from './DispatchBanner'
import { DocumentsPanel } from './DocumentsPanel'
import css from './Meeting.module.css'
import { MeetingTag } from './MeetingsPage'
import { PledgesPanel } from './PledgesPanel'
import { useMeeting } from './queries'
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
    <Page name={m.number || t('meeting.name')} title={m.title} crumbs={crumbs} action={<ToDesk meeting={m} />}>
      <DispatchBanner dispatch={m.dispatches[0]} />
      <div className={css.columns}>
        <div className={css.main}>
          <DocumentsPanel meeting={m} />
          <PledgesPanel meeting={m} />
          <FiguresPanel meeting={m} />
        </div>
        <div className={css.side}>
          <Known meeting={m} />
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

function Known({ meeting: m }: { meeting: MeetingView }) {
  const t = useT('committee')
  const say = useSay()
  return (
    <Panel title={t('meeting.known')} extra={<MeetingTag meeting={m} />}>
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
    </Panel>
  )
}

function FiguresPanel({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  if (meeting.figures.length === 0) return null
  return (
    <Panel title={t('figures.title')} flush>
      <ul className={css.figures}>
        {meeting.figures.map(f => (
          <li key={`${f.label}${f.value}`}>
            <span className={css.value}>
              {f.value}
              {f.unit && <span className={css.unit}>{f.unit}</span>}
            </span>
            <span>{f.label}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
