import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Link, navigate, useFilters } from '@/app/router'
import { useCan, useSession } from '@/app/session'
import { Button, type Column, DataTable, Dialog, Empty, FilterBar, Icon, Page, Tag, usePages } from '@/kit'
import { BoundaryImport } from './BoundaryImport'
import { type PlaceRow, usePlace } from './data'
import css from './Registry.module.css'
import { RegistryTabs } from './RegistryTabs'

/** The places of the county as a tree, with their codes, and whether their boundary is known. */
export default function Places() {
  const t = useT('registry')
  const { county } = useSession()
  const can = useCan()
  const [{ q, parent = county.code }] = useFilters()
  const [bringing, setBringing] = useState(false)
  const above = usePlace(parent)
  const list = usePages<PlaceRow>(['registry', 'place-rows'], '/places', q ? { q, under: county.code } : { parent })
  const columns: Column<PlaceRow>[] = [
    { key: 'name', title: t('places.name'), main: true, render: p => p.name },
    { key: 'code', title: t('places.code'), width: '180px', render: p => p.code },
    { key: 'level', title: t('places.level'), width: '140px', render: p => t(`places.levels.${p.level}`) },
    {
      key: 'shape',
      title: t('places.shape'),
      width: '110px',
      render: p => (p.shaped ? <Tag tone="brand">{t('places.shaped')}</Tag> : t('places.unshaped')),
    },
    {
      key: 'status',
      title: t('places.status'),
      width: '100px',
      render: p => p.status !== 'active' && <Tag>{t('ended')}</Tag>,
    },
  ]
  const count = list.rows?.length ?? 0
  const title = above.data && list.rows && !q && !list.more.has
  return (
    <Page
      name={t('places.nav')}
      title={title ? t('places.title', { name: above.data?.name, count }) : t('places.wait')}
      lead={t('places.lead')}
      action={
        can('registry.import') && (
          <Button look="primary" icon="map" onClick={() => setBringing(true)}>
            {t('places.import')}
          </Button>
        )
      }
    >
      <RegistryTabs at="places" />
      <FilterBar placeholder={t('search')} />
      {!q && parent !== county.code && above.data && (
        <nav className={css.trail} aria-label={t('places.nav')}>
          <Link to="/places">{county.name}</Link>
          <Icon name="chevron" size={11} />
          <span>{above.data.name}</span>
        </nav>
      )}
      <DataTable
        id="places"
        label={t('places.nav')}
        columns={columns}
        {...list}
        rowKey={p => p.code}
        onOpen={p => p.level !== 'village' && navigate(`/places?parent=${p.code}`)}
        empty={
          <Empty icon="map" title={t(q ? 'people.empty' : 'places.empty')}>
            {t('places.emptyText')}
          </Empty>
        }
      />
      <Dialog open={bringing} title={t('places.import')} onClose={() => setBringing(false)}>
        <BoundaryImport onDone={() => setBringing(false)} />
      </Dialog>
    </Page>
  )
}
