import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { sayDay } from '@/app/time'
import { Button, type Column, DataTable, Dialog, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import type { Plan } from './data'
import { PlanForm } from './PlanForm'
import { RoomTabs } from './RoomTabs'

/** Plans of inspection: which sites, by which checklist, by whom, how often. */
export default function PlansPage() {
  const t = useT('inspection')
  const { lang } = usePrefs()
  const can = useCan()
  const [{ state }] = useFilters()
  const [making, setMaking] = useState(false)
  const list = usePages<Plan>(['inspection', 'plans'], '/inspection-plans', { state })
  const columns: Column<Plan>[] = [
    { key: 'title', title: t('col.plan'), main: true, render: p => p.title },
    { key: 'every', title: t('plan.every'), width: '110px', render: p => t(`every.${p.every}`) },
    {
      key: 'round',
      title: t('plan.round'),
      width: '220px',
      render: p => (p.round > 0 ? t('plan.due', { round: p.round, due: sayDay(p.due, lang) }) : t('plan.notYet')),
    },
    { key: 'owner', title: t('plan.owner'), width: '170px', render: p => p.owner.name },
    { key: 'to', title: t('plan.to'), width: '150px', render: p => sayDay(p.to, lang) },
    { key: 'state', title: t('col.state'), width: '110px', render: p => <Tag>{t(`plan.${p.state}`)}</Tag> },
  ]
  return (
    <Page
      name={t('tab.plans')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t('plan.title')}
      lead={t('plan.lead')}
      action={
        can('inspection.plan') && (
          <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
            {t('plan.new')}
          </Button>
        )
      }
    >
      <RoomTabs at="plans" />
      <FilterBar
        filters={[
          {
            name: 'state',
            label: t('col.state'),
            options: ['running', 'ended', 'cancelled'].map(s => ({ value: s, label: t(`plan.${s}`) })),
          },
        ]}
      />
      <DataTable
        id="inspection-plans"
        label={t('tab.plans')}
        columns={columns}
        {...list}
        rowKey={p => p.id ?? p.number}
        onOpen={p => navigate(`/inspections/plans/${p.id}`)}
        empty={<Empty icon="calendar" title={t('plan.empty')} />}
      />
      <Dialog open={making} title={t('plan.new')} onClose={() => setMaking(false)} width={720}>
        <PlanForm onDone={() => setMaking(false)} />
      </Dialog>
    </Page>
  )
}
