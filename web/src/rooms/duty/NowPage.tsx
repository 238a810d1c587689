import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Page as List } from '@/api/types'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { type Column, DataTable, Empty, Page } from '@/kit'
import { DutyTabs } from './DutyTabs'
import type { Watch } from './data'

/** Who is on duty at this moment, in every unit that keeps a roster. */
export default function NowPage() {
  const t = useT('duty')
  const now = useQuery({
    queryKey: ['duty', 'now', ''],
    queryFn: ({ signal }) => api.get<List<Watch>>('/duty/now', {}, signal),
    refetchInterval: 60_000,
  })
  const columns: Column<Watch>[] = [
    { key: 'unit', title: t('col.unit'), main: true, render: w => w.unit.name },
    { key: 'person', title: t('col.person'), render: w => w.person.name },
    { key: 'leader', title: t('col.leader'), render: w => w.leader?.name },
    { key: 'post', title: t('col.post'), width: '160px', render: w => w.post.name },
  ]
  const count = now.data?.items.length ?? 0
  return (
    <Page name={t('nav')} title={now.data ? t('countyNow', { count }) : t('tab.now')} lead={t('lead')}>
      <DutyTabs at="now" />
      <DataTable
        id="duty-now"
        label={t('tab.now')}
        columns={columns}
        rows={now.data?.items}
        error={now.error}
        onRetry={() => void now.refetch()}
        rowKey={w => w.shift ?? w.unit.id}
        onOpen={w => navigate(`/duty?unit=${w.unit.id}`)}
        empty={
          <Empty icon="clock" title={t('empty.now')}>
            {t('empty.nowText')}
          </Empty>
        }
      />
    </Page>
  )
}
