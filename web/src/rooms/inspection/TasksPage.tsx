import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import { sayDay } from '@/app/time'
import { ButtonLink, type Column, DataTable, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { usePlaces } from '../registry/data'
import { type Duty, useSiteKinds } from './data'
import { RoomTabs } from './RoomTabs'

/** What somebody still owes: one site, one checklist, one last day. */
export default function TasksPage() {
  const t = useT('inspection')
  const { lang } = usePrefs()
  const { county, post } = useSession()
  const kinds = useSiteKinds()
  const [{ state, late, area, plan, unit }] = useFilters()
  const places = usePlaces(county.code)
  const list = usePages<Duty>(['inspection', 'tasks'], '/inspection-duties', { state, late, area, plan, unit })
  const columns: Column<Duty>[] = [
    { key: 'site', title: t('col.site'), main: true, render: d => d.siteName },
    {
      key: 'kind',
      title: t('col.kind'),
      width: '150px',
      render: d => kinds.find(k => k.value === d.siteKind)?.label ?? d.siteKind,
    },
    { key: 'unit', title: t('col.owes'), width: '180px', render: d => d.unit.name },
    {
      key: 'due',
      title: t('col.due'),
      width: '190px',
      render: d => (
        <>
          {sayDay(d.due, lang)} {d.state === 'open' && d.overdue && <Tag tone="strong">{t('task.late')}</Tag>}
        </>
      ),
    },
    { key: 'plan', title: t('col.plan'), render: d => d.planTitle },
    { key: 'state', title: t('col.state'), width: '110px', render: d => <Tag>{t(`task.${d.state}`)}</Tag> },
    {
      key: 'do',
      title: t('col.do'),
      acts: true,
      width: '120px',
      render: d =>
        d.state === 'open' &&
        d.unit.id === post?.unit.id && (
          <ButtonLink small to={`/inspections/new?site=${d.site}&checklist=${d.checklist}&duty=${d.id}`}>
            {t('task.do')}
          </ButtonLink>
        ),
    },
  ]
  return (
    <Page
      name={t('tab.tasks')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t('tasks.title')}
      lead={t('tasks.lead')}
    >
      <RoomTabs at="tasks" />
      <FilterBar
        filters={[
          {
            name: 'state',
            label: t('col.state'),
            options: ['open', 'done', 'cancelled'].map(s => ({ value: s, label: t(`task.${s}`) })),
          },
          { name: 'late', label: t('tasks.only'), options: [{ value: 'true', label: t('task.late') }] },
          {
            name: 'area',
            label: t('col.area'),
            options: (places.data?.items ?? []).map(p => ({ value: p.code, label: p.name })),
          },
        ]}
      />
      <DataTable
        id="inspection-tasks"
        label={t('tab.tasks')}
        columns={columns}
        {...list}
        rowKey={d => d.id}
        onOpen={d => navigate(d.inspection ? `/inspections/${d.inspection}` : `/inspections/plans/${d.plan}`)}
        empty={<Empty icon="check" title={t('tasks.empty')} />}
      />
    </Page>
  )
}
