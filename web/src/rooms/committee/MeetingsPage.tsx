import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { ButtonLink, type Column, DataTable, Empty, Page, Tabs, Tag, usePages } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { MeetingCalendar } from './MeetingCalendar'
import type { Meeting } from './types'

function useMeetingColumns(): Column<Meeting>[] {
  const t = useT('committee')
  const say = useSay()
  return [
    {
      key: 'date',
      title: t('column.date'),
      width: '150px',
      render: m => <span className="nowrap">{say.day(m.date)}</span>,
    },
    { key: 'title', title: t('column.title'), main: true, render: m => m.title },
    { key: 'kind', title: t('column.kind'), width: '160px', render: m => t(`meetingKind.${m.kind}`) },
    { key: 'unit', title: t('column.unit'), width: '170px', render: m => m.unit.name },
    { key: 'number', title: t('column.number'), width: '150px', render: m => m.number },
    { key: 'state', title: t('column.state'), width: '110px', render: m => <MeetingTag meeting={m} /> },
  ]
}

export function MeetingTag({ meeting }: { meeting: Pick<Meeting, 'state' | 'exercise'> }) {
  const t = useT('committee')
  const tones = { planned: 'plain', held: 'strong', minuted: 'brand', dispatched: 'done' } as const
  return (
    <>
      <Tag tone={tones[meeting.state]}>{t(`meetingState.${meeting.state}`)}</Tag>
      {meeting.exercise && <Tag tone="strong">{t('meeting.exercise')}</Tag>}
    </>
  )
}

/** All meetings, the newest first, or by month; what still waits for its minutes or its dispatch says so. */
export default function MeetingsPage() {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const [{ view }] = useFilters()
  const columns = useMeetingColumns()
  const { rows, error, onRetry, more } = usePages<Meeting>(['committee', 'list'], '/meetings', {})
  const waiting = rows?.filter(m => m.state === 'held' || m.state === 'minuted').length ?? 0
  const add = may && (
    <ButtonLink look="primary" icon="plus" to="/meetings/new">
      {t('list.new')}
    </ButtonLink>
  )
  return (
    <Page name={t('nav')} title={waiting > 0 ? t('list.waiting', { count: waiting }) : t('list.title')} action={add}>
      <Tabs
        label={t('list.look')}
        at={view === 'calendar' ? 'calendar' : 'table'}
        tabs={[
          { key: 'table', label: t('list.table'), to: '/meetings' },
          { key: 'calendar', label: t('list.calendar'), to: '/meetings?view=calendar' },
        ]}
      />
      {view === 'calendar' ? (
        <MeetingCalendar meetings={rows ?? []} more={more} />
      ) : (
        <DataTable<Meeting>
          id="meetings"
          label={t('nav')}
          columns={columns}
          rows={rows}
          rowKey={m => m.id}
          onOpen={m => navigate(`/meetings/${m.id}`)}
          error={error}
          onRetry={onRetry}
          more={more}
          empty={
            <Empty icon="meeting" title={t('list.empty')} action={add}>
              {t('list.emptyText')}
            </Empty>
          }
        />
      )}
    </Page>
  )
}
