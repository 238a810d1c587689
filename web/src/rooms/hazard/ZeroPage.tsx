import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { type Column, DataTable, Empty, FilterBar, Note, Page, Tag } from '@/kit'
import { useAreas } from '@/rooms/matter/names'
import { useSay } from '@/rooms/matter/say'
import { RoomTabs } from './RoomTabs'
import type { SilentUnit, ZeroList } from './types'

/** 零隐患: enterprises without findings while their peers have some, in the order of the registry. No verdict. */
export default function ZeroPage() {
  const t = useT('hazard')
  const [{ place }] = useFilters()
  const { lang } = usePrefs()
  const areas = useAreas()
  const list = useZero(place)
  const columns = useZeroColumns()
  const pages = list.data?.pages
  const reason = pages?.[0]?.reason
  return (
    <Page
      name={t('tab.zero')}
      title={t('zero.title')}
      lead={t('zero.lead')}
      crumbs={[{ label: t('nav'), to: '/hazards' }]}
    >
      <RoomTabs at="zero" />
      <FilterBar filters={[{ name: 'place', label: t('filter.area'), options: areas }]} />
      {reason && (
        <Note>{t('zero.rule', { why: lang === 'en' ? reason.why.en : reason.why.zh, version: reason.version })}</Note>
      )}
      <DataTable
        id="zero"
        label={t('tab.zero')}
        columns={columns}
        rows={pages?.flatMap(p => p.items)}
        rowKey={z => z.unit}
        onOpen={z => navigate(`/hazards?unit=${z.unit}`)}
        error={list.error}
        onRetry={() => void list.refetch()}
        more={{ has: list.hasNextPage, busy: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={
          <Empty icon="check" title={t('zero.none')}>
            {t('zero.noneText')}
          </Empty>
        }
      />
    </Page>
  )
}

function useZero(place?: string) {
  return useInfiniteQuery({
    queryKey: ['hazard', 'zero', place],
    queryFn: ({ pageParam, signal }) =>
      api.get<ZeroList>('/hazards/zero', { place, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next || undefined,
  })
}

function useZeroColumns(): Column<SilentUnit>[] {
  const t = useT('hazard')
  const say = useSay()
  return [
    { key: 'name', title: t('zero.unit'), main: true, render: z => z.name },
    { key: 'sector', title: t('column.sector'), width: '150px', render: z => z.sector },
    {
      key: 'why',
      title: t('zero.why'),
      width: '180px',
      render: z => <Tag>{t(z.ownOnly ? 'zero.ownOnly' : z.ever === 0 ? 'zero.never' : 'zero.long')}</Tag>,
    },
    {
      key: 'days',
      title: t('zero.days'),
      width: '110px',
      align: 'right',
      render: z => t('zero.daysCount', { count: z.days }),
    },
    { key: 'last', title: t('zero.last'), width: '150px', render: z => say.day(z.last) || t('zero.no') },
    {
      key: 'peers',
      title: t('zero.peers'),
      width: '220px',
      render: z => t('zero.peersSay', { n: z.peers.toFixed(0), count: z.inSector }),
    },
  ]
}
