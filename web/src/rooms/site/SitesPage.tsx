import { useState } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan, useSession } from '@/app/session'
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  Dialog,
  Download,
  Empty,
  FilterBar,
  Page,
  Tabs,
  Tag,
  usePages,
} from '@/kit'
import { useAreas } from '@/rooms/matter/names'
import { type Site, type SiteFilter, useSiteKinds } from './data'
import { LabelMany } from './LabelMany'
import css from './Site.module.css'
import { SiteForm } from './SiteForm'
import { SiteMap } from './SiteMap'
import { StillScanned } from './StillScanned'

const views = ['table', 'map'] as const

/** 场所: where hazards are found and checks are made, with the labels on their walls. */
export default function SitesPage() {
  const t = useT('site')
  const { county } = useSession()
  const can = useCan()
  const [{ q, kind, place, unit, status, view = 'table' }] = useFilters()
  const [making, setMaking] = useState(false)
  const filter: SiteFilter = { q, kind, place, unit, status }
  return (
    <Page
      name={t('nav')}
      title={t('title', { county: county.name })}
      lead={t('lead')}
      action={
        <>
          {can('registry.import') && (
            <ButtonLink to="/imports?kind=sites" icon="import">
              {t('import')}
            </ButtonLink>
          )}
          {can('registry.import') && <Download href={url('/units.xlsx', { kind: 'sites' })}>{t('export')}</Download>}
          {can('site.write') && (
            <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <SiteFilters />
      <Tabs
        label={t('view.label')}
        at={view}
        tabs={views.map(v => ({ key: v, label: t(`view.${v}`), to: addressOf(filter, v) }))}
      />
      {can('site.label') && <StillScanned />}
      {view === 'map' ? <SiteMap filter={filter} /> : <SiteTable filter={filter} />}
      <Dialog open={making} title={t('new')} onClose={() => setMaking(false)}>
        <SiteForm onDone={site => navigate(`/sites/${site.id}`)} />
      </Dialog>
    </Page>
  )
}

export function addressOf(filter: SiteFilter, view: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  if (view !== 'table') query.set('view', view)
  return `/sites${query.size > 0 ? `?${query}` : ''}`
}

function SiteFilters() {
  const t = useT('site')
  const kinds = useSiteKinds()
  const areas = useAreas()
  return (
    <FilterBar
      placeholder={t('search')}
      filters={[
        { name: 'kind', label: t('fact.kind'), options: kinds },
        { name: 'place', label: t('fact.place'), options: areas },
        {
          name: 'status',
          label: t('fact.status'),
          options: ['active', 'abolished'].map(v => ({ value: v, label: t(`status.${v}`) })),
        },
      ]}
    />
  )
}

function SiteTable({ filter }: { filter: SiteFilter }) {
  const t = useT('site')
  const can = useCan()
  const list = usePages<Site>(['site', 'list'], '/sites', { ...filter })
  const columns: Column<Site>[] = [
    { key: 'name', title: t('fact.name'), main: true, render: s => s.name },
    { key: 'kind', title: t('fact.kind'), width: '150px', render: s => s.kindName },
    { key: 'unit', title: t('fact.unit'), width: '200px', render: s => s.unitName },
    { key: 'place', title: t('fact.place'), width: '130px', render: s => s.placeName },
    { key: 'address', title: t('fact.address'), width: '180px', render: s => s.address },
    { key: 'hours', title: t('fact.hours'), spare: true, render: s => s.hours },
    { key: 'sector', title: t('fact.sector'), spare: true, render: s => s.sector },
    {
      key: 'point',
      title: t('fact.point'),
      width: '110px',
      render: s => (s.point ? t('placed') : <Tag>{t('unplaced')}</Tag>),
    },
    {
      key: 'status',
      title: t('fact.status'),
      width: '96px',
      render: s => s.status !== 'active' && <Tag tone="done">{t('status.abolished')}</Tag>,
    },
  ]
  const filtered = Object.values(filter).some(Boolean)
  return (
    <DataTable
      id="sites"
      label={t('nav')}
      columns={columns}
      {...list}
      rowKey={s => s.id}
      onOpen={s => navigate(`/sites/${s.id}`)}
      bulk={can('site.label') ? (chosen, clear) => <LabelMany sites={chosen} onDone={clear} /> : undefined}
      empty={
        <Empty icon="pin" title={t(filtered ? 'empty.filtered' : 'empty.title')}>
          <span className={css.words}>{t('empty.text')}</span>
        </Empty>
      }
    />
  )
}
