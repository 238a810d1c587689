import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import { sayDay } from '@/app/time'
import { type Column, DataTable, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { usePlaces } from '../registry/data'
import { type Gap, useSiteKinds } from './data'
import { RoomTabs } from './RoomTabs'

/** Sites by how long nobody was there: gaps to close, not a ranking of anybody. */
export default function UncoveredPage() {
  const t = useT('inspection')
  const { lang } = usePrefs()
  const { county } = useSession()
  const kinds = useSiteKinds()
  const [{ kind, area, never }] = useFilters()
  const places = usePlaces(county.code)
  const list = usePages<Gap>(['inspection', 'uncovered'], '/inspections/uncovered', { kind, area, never })
  const columns: Column<Gap>[] = [
    { key: 'name', title: t('col.site'), main: true, render: g => g.name },
    {
      key: 'kind',
      title: t('col.kind'),
      width: '150px',
      render: g => kinds.find(k => k.value === g.kind)?.label ?? g.kind,
    },
    { key: 'unit', title: t('col.unit'), width: '190px', render: g => g.unitName },
    { key: 'branch', title: t('col.branch'), width: '130px', render: g => g.branchName },
    {
      key: 'last',
      title: t('col.last'),
      width: '170px',
      render: g => (g.never ? <Tag tone="strong">{t('gap.never')}</Tag> : sayDay(g.last.slice(0, 10), lang)),
    },
    {
      key: 'days',
      title: t('col.days'),
      width: '150px',
      render: g => (
        <>
          {!g.never && t('gap.days', { days: g.days })} {g.due && <Tag>{t('gap.allowed', { days: g.allowed })}</Tag>}
        </>
      ),
    },
  ]
  return (
    <Page
      name={t('tab.uncovered')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t('gap.title')}
      lead={t('gap.lead')}
    >
      <RoomTabs at="uncovered" />
      <FilterBar
        filters={[
          { name: 'kind', label: t('col.kind'), options: kinds },
          { name: 'never', label: t('tasks.only'), options: [{ value: 'true', label: t('gap.never') }] },
          {
            name: 'area',
            label: t('col.area'),
            options: (places.data?.items ?? []).map(p => ({ value: p.code, label: p.name })),
          },
        ]}
      />
      <DataTable
        id="inspection-gaps"
        label={t('tab.uncovered')}
        columns={columns}
        {...list}
        rowKey={g => g.site}
        onOpen={g => navigate(`/inspections?site=${g.site}`)}
        empty={<Empty icon="check" title={t('gap.empty')} />}
      />
    </Page>
  )
}
