import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Button, type Column, DataTable, Dialog, Empty, FilterBar, Page, usePages } from '@/kit'
import type { Person } from './data'
import { PersonForm } from './PersonForm'
import { PersonVerbs } from './PersonVerbs'
import { RegistryTabs } from './RegistryTabs'

/** The address book: names, and numbers that end when somebody has left. */
export default function People() {
  const t = useT('registry')
  const can = useCan()
  const [{ q, status }] = useFilters()
  const [making, setMaking] = useState(false)
  const list = usePages<Person>(['registry', 'people'], '/people', { q, status })
  const columns: Column<Person>[] = [
    { key: 'name', title: t('people.name'), main: true, width: '30%', render: p => p.name },
    {
      key: 'posts',
      title: t('people.posts'),
      render: p =>
        p.posts.length > 0 ? (
          p.posts.map(post => post.name).join(t('comma'))
        ) : (
          <span className="muted">{t('people.noPost')}</span>
        ),
    },
    {
      key: 'mobile',
      title: t('people.mobile'),
      width: '150px',
      render: p => p.mobile || <span className="muted">{t('people.noMobile')}</span>,
    },
  ]
  const close = () => setMaking(false)
  if (can('registry.write')) {
    columns.push({
      key: 'verbs',
      title: t('people.verbs'),
      acts: true,
      width: '1%',
      render: p => <PersonVerbs person={p} />,
    })
  }
  return (
    <Page
      name={t('people.nav')}
      title={t('people.title')}
      lead={t('people.lead')}
      action={
        can('registry.write') && (
          <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
            {t('people.new')}
          </Button>
        )
      }
    >
      <RegistryTabs at="people" />
      <FilterBar
        placeholder={t('people.search')}
        filters={[{ name: 'status', label: t('people.state'), options: [{ value: 'left', label: t('people.gone') }] }]}
      />
      <DataTable
        id="people"
        label={t('people.nav')}
        columns={columns}
        {...list}
        rowKey={p => p.id}
        empty={
          <Empty icon="person" title={t('people.empty')}>
            {t('people.emptyText')}
          </Empty>
        }
      />
      <Dialog open={making} title={t('people.new')} onClose={close}>
        <PersonForm onDone={close} onCancel={close} />
      </Dialog>
    </Page>
  )
}
