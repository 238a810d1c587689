import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Button, ButtonLink, type Column, DataTable, Dialog, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { type ChecklistRow, useSay, useSiteKinds } from './data'
import { ImportForm } from './ImportForm'
import { RoomTabs } from './RoomTabs'

/** The county's checklists: those that came with the product, and its own. */
export default function ChecklistsPage() {
  const t = useT('inspection')
  const say = useSay()
  const can = useCan()
  const kinds = useSiteKinds()
  const [{ state, kind }] = useFilters()
  const [importing, setImporting] = useState(false)
  const list = usePages<ChecklistRow>(['inspection', 'checklists'], '/checklists', { state, kind })
  const columns: Column<ChecklistRow>[] = [
    { key: 'title', title: t('col.checklist'), main: true, render: c => say(c.title, c.titleEn) },
    {
      key: 'kinds',
      title: t('list.kinds'),
      render: c => c.siteKinds.map(k => kinds.find(x => x.value === k)?.label ?? k).join(t('comma')),
    },
    { key: 'items', title: t('list.items'), width: '90px', align: 'right', render: c => c.items },
    {
      key: 'version',
      title: t('list.version'),
      width: '150px',
      render: c => (
        <>
          {c.version > 0 && t('list.no', { version: c.version })} {c.dirty && <Tag>{t('list.dirty')}</Tag>}
        </>
      ),
    },
    { key: 'state', title: t('col.state'), width: '110px', render: c => <Tag>{t(`list.${c.state}`)}</Tag> },
    { key: 'owner', title: t('list.owner'), width: '170px', render: c => c.unit.name || t('list.shipped') },
    { key: 'code', title: t('list.code'), spare: true, render: c => c.code },
  ]
  return (
    <Page
      name={t('tab.checklists')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t('list.title')}
      lead={t('list.lead')}
      action={
        can('checklist.write') && (
          <>
            <Button icon="import" onClick={() => setImporting(true)}>
              {t('import.verb')}
            </Button>
            <ButtonLink to="/checklists/new" look="primary" icon="plus">
              {t('list.new')}
            </ButtonLink>
          </>
        )
      }
    >
      <RoomTabs at="checklists" />
      <FilterBar
        filters={[
          {
            name: 'state',
            label: t('col.state'),
            options: ['published', 'draft', 'retired'].map(s => ({ value: s, label: t(`list.${s}`) })),
          },
          { name: 'kind', label: t('list.kinds'), options: kinds },
        ]}
      />
      <DataTable
        id="checklists"
        label={t('tab.checklists')}
        columns={columns}
        {...list}
        rowKey={c => c.id}
        onOpen={c => navigate(`/checklists/${c.id}`)}
        empty={<Empty icon="list" title={t('empty.filtered')} />}
      />
      <Dialog open={importing} title={t('import.title')} onClose={() => setImporting(false)} width={720}>
        <ImportForm onClose={() => setImporting(false)} />
      </Dialog>
    </Page>
  )
}
