import { useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Button, type Column, DataTable, Dialog, Empty, FilterBar, Menu, Page, Tag, usePages } from '@/kit'
import { colours, type Risk, useSummary } from './data'
import { Grade } from './Grade'
import { IntakeForm } from './IntakeForm'
import { RiskForm } from './RiskForm'
import { RiskTabs } from './RiskTabs'

/** Every risk point that the reader may see, the worst colour first. */
export default function RisksPage() {
  const t = useT('risk')
  const can = useCan()
  const [{ q, colour, area, unit, gap, anew, ended }] = useFilters()
  const [open, setOpen] = useState<'new' | 'intake' | ''>('')
  const summary = useSummary()
  const query = {
    q,
    colour,
    area,
    unit,
    gap: gap ? true : undefined,
    anew: anew ? true : undefined,
    ended: ended ? true : undefined,
  }
  const list = usePages<Risk>(['risk', 'list'], '/risks', query)
  const counts = summary.data?.counts ?? {}
  const title = summary.data
    ? t('list.title', { total: summary.data.total, red: counts.red ?? 0, orange: counts.orange ?? 0 })
    : t('list.wait')
  const yes = [{ value: '1', label: t('yes') }]
  return (
    <Page
      name={t('nav')}
      title={title}
      lead={t('list.lead')}
      action={
        <>
          <Menu
            items={[
              { key: 'xlsx', label: t('export.xlsx'), onPick: () => window.location.assign(url('/risks.xlsx', query)) },
              {
                key: 'geojson',
                label: t('export.geojson'),
                onPick: () => window.location.assign(url('/risks.geojson', query)),
              },
              {
                key: 'template',
                label: t('export.template'),
                onPick: () => window.location.assign(url('/risks.xlsx', { template: true })),
              },
              ...(can('risk.import')
                ? [{ key: 'intake', label: t('intake.nav'), onPick: () => setOpen('intake') }]
                : []),
            ]}
          >
            {t('files')}
          </Menu>
          {can('risk.write') && (
            <Button look="primary" icon="plus" onClick={() => setOpen('new')}>
              {t('new.nav')}
            </Button>
          )}
        </>
      }
    >
      <RiskTabs at="list" />
      <FilterBar
        placeholder={t('search')}
        filters={[
          {
            name: 'colour',
            label: t('grade'),
            options: [...colours, 'none'].map(c => ({ value: c, label: t(`colour.${c}`) })),
          },
          {
            name: 'area',
            label: t('area'),
            options: (summary.data?.areas ?? []).map(a => ({ value: a.area, label: a.name || a.area })),
          },
          { name: 'gap', label: t('gap'), options: yes },
          { name: 'anew', label: t('anew'), options: yes },
          { name: 'ended', label: t('ended'), options: yes },
        ]}
      />
      <DataTable
        id="risks"
        label={t('nav')}
        columns={columnsOf(t)}
        {...list}
        rowKey={r => r.id}
        onOpen={r => navigate(`/risks/${r.id}`)}
        empty={
          <Empty icon="map" title={t('list.empty')}>
            {t('list.emptyText')}
          </Empty>
        }
      />
      <Dialog open={open === 'new'} title={t('new.nav')} onClose={() => setOpen('')}>
        <RiskForm onDone={() => setOpen('')} />
      </Dialog>
      <Dialog open={open === 'intake'} title={t('intake.nav')} onClose={() => setOpen('')}>
        <IntakeForm onDone={() => setOpen('')} />
      </Dialog>
    </Page>
  )
}

function columnsOf(t: (key: string, values?: Record<string, unknown>) => string): Column<Risk>[] {
  return [
    { key: 'colour', title: t('grade'), width: '150px', render: r => <Grade colour={r.colour} /> },
    { key: 'name', title: t('name'), main: true, render: r => r.name },
    { key: 'unit', title: t('unit'), render: r => r.unit.name },
    { key: 'site', title: t('site'), render: r => r.siteName },
    { key: 'place', title: t('place'), width: '110px', render: r => r.placeName },
    {
      key: 'keep',
      title: t('keeper'),
      width: '130px',
      render: r => r.keep?.[0] && t(`level.${r.keep[0]}`),
    },
    {
      key: 'state',
      title: t('standing'),
      width: '170px',
      render: r => (
        <>
          {r.proposal && <Tag tone="strong">{t('anew')}</Tag>}
          {(r.gaps?.length ?? 0) > 0 && <Tag>{t('gaps', { count: r.gaps?.length })}</Tag>}
        </>
      ),
    },
    { key: 'number', title: t('number'), width: '150px', spare: true, render: r => r.number },
  ]
}
