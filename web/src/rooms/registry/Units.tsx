import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan, useSession } from '@/app/session'
import { Button, ButtonLink, type Column, DataTable, Dialog, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { type Unit, unitKinds, usePlaces } from './data'
import { RegistryTabs } from './RegistryTabs'
import { UnitDialogForm } from './UnitForm'

/** Who there is in the county: units of all kinds, found by name or pinyin. */
export default function Units() {
  const t = useT('registry')
  const { county } = useSession()
  const can = useCan()
  const [{ q, kind, place }] = useFilters()
  const [making, setMaking] = useState(false)
  const places = usePlaces(county.code)
  const list = usePages<Unit>(['registry', 'units'], '/units', { q, kind, place })
  const columns: Column<Unit>[] = [
    { key: 'name', title: t('unit.name'), main: true, render: u => u.name },
    { key: 'kind', title: t('unit.kind'), width: '130px', render: u => t(`kind.${u.kind}`) },
    { key: 'place', title: t('unit.place'), width: '130px', render: u => u.place?.name },
    { key: 'parent', title: t('unit.parent'), render: u => u.parent?.name },
    { key: 'short', title: t('unit.short'), width: '130px', render: u => u.short },
    { key: 'code', title: t('unit.code'), spare: true, render: u => u.code },
    {
      key: 'status',
      title: t('unit.status'),
      width: '100px',
      render: u => u.status !== 'active' && <Tag>{t('ended')}</Tag>,
    },
  ]
  return (
    <Page
      name={t('nav')}
      title={t('title', { county: county.name })}
      lead={t('lead')}
      action={
        can('registry.write') && (
          <>
            {can('registry.import') && (
              <ButtonLink to="/imports" icon="import">
                {t('import')}
              </ButtonLink>
            )}
            <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
              {t('unit.new')}
            </Button>
          </>
        )
      }
    >
      <RegistryTabs at="units" />
      <FilterBar
        placeholder={t('search')}
        filters={[
          { name: 'kind', label: t('unit.kind'), options: unitKinds.map(k => ({ value: k, label: t(`kind.${k}`) })) },
          {
            name: 'place',
            label: t('unit.place'),
            options: (places.data?.items ?? []).map(p => ({ value: p.code, label: p.name })),
          },
        ]}
      />
      <DataTable
        id="units"
        label={t('nav')}
        columns={columns}
        {...list}
        rowKey={u => u.id}
        onOpen={u => navigate(`/units/${u.id}`)}
        empty={
          <Empty
            icon="unit"
            title={t(q || kind || place ? 'empty.filtered' : 'empty.title')}
            action={can('registry.import') && <ButtonLink to="/imports">{t('import')}</ButtonLink>}
          >
            {t('empty.text')}
          </Empty>
        }
      />
      <Dialog open={making} title={t('unit.new')} onClose={() => setMaking(false)}>
        <UnitDialogForm onDone={() => setMaking(false)} />
      </Dialog>
    </Page>
  )
}
