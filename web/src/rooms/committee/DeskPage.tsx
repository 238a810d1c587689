import { useT } from '@/app/i18n'
import type { Screen } from '@/app/rooms'
import { ButtonLink, Empty, Failure, Page, Skeleton } from '@/kit'
import { DeskPanes } from './DeskPanes'
import { useDesk } from './queries'
import type { Desk } from './types'
import { kinds } from './types'

/** 分解台: the original text, what was recognised in it, and the task that each becomes. */
export default function DeskPage({ params }: Screen) {
  const t = useT('committee')
  const id = params.id ?? ''
  const desk = useDesk(id)
  const crumbs = [
    { label: t('nav'), to: '/meetings' },
    { label: desk.data?.meeting.title ?? t('meeting.name'), to: `/meetings/${id}` },
  ]
  return (
    <Page
      name={t('desk.name')}
      title={desk.data ? <Sentence desk={desk.data} /> : t('desk.loading')}
      crumbs={crumbs}
      full
    >
      {!desk.data &&
        (desk.error ? <Failure problem={desk.error} onRetry={() => void desk.refetch()} /> : <Skeleton rows={12} />)}
      {desk.data && !desk.data.text && desk.data.decisions.length === 0 && (
        <Empty
          icon="meeting"
          title={t('desk.empty')}
          action={
            <ButtonLink look="primary" to={`/meetings/${id}/minutes`}>
              {t('minutes.add')}
            </ButtonLink>
          }
        >
          {t('desk.emptyText')}
        </Empty>
      )}
      {desk.data && (desk.data.text || desk.data.decisions.length > 0) && <DeskPanes desk={desk.data} />}
    </Page>
  )
}

/** What the reader found, as one sentence. */
function Sentence({ desk }: { desk: Desk }) {
  const t = useT('committee')
  const counts = kinds
    .map(kind => ({ kind, count: desk.decisions.filter(d => d.kind === kind).length }))
    .filter(c => c.count > 0)
    .map(c => t(`kinds.${c.kind}`, { count: c.count }))
  if (counts.length === 0) return <>{t('desk.nothing')}</>
  return <>{t('desk.found', { list: counts.join(t('desk.comma')), loose: desk.loose.length })}</>
}
