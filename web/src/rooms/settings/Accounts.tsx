import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Button, ButtonLink, type Column, DataTable, Dialog, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { AccountForm } from './AccountForm'
import { AccountVerbs } from './AccountVerbs'
import { AdminTabs } from './AdminTabs'
import type { Account } from './data'

/** Who may sign in. The system administrator makes accounts and sees no business. */
export default function Accounts() {
  const t = useT('settings')
  const can = useCan()
  const [making, setMaking] = useState(false)
  const [{ q }] = useFilters()
  const list = usePages<Account>(['settings', 'accounts'], '/accounts', { q: q || undefined })
  const columns: Column<Account>[] = [
    { key: 'name', title: t('accounts.name'), main: true, render: a => a.name },
    { key: 'login', title: t('accounts.login'), width: '140px', render: a => a.login },
    { key: 'posts', title: t('accounts.posts'), render: a => <Posts account={a} /> },
    { key: 'status', title: t('accounts.status'), width: '110px', render: a => <Status account={a} /> },
    { key: 'totp', title: t('accounts.totp'), width: '110px', render: a => t(a.has_totp ? 'yes' : 'no') },
    { key: 'verbs', title: t('accounts.verbs'), acts: true, width: '1%', render: a => <AccountVerbs account={a} /> },
  ]
  return (
    <Page
      name={t('accounts.nav')}
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      action={
        can('account.manage') && (
          <>
            <ButtonLink to="/accounts/bulk" icon="list">
              {t('accounts.bulk')}
            </ButtonLink>
            <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
              {t('accounts.new')}
            </Button>
          </>
        )
      }
    >
      <AdminTabs at="accounts" />
      <FilterBar placeholder={t('accounts.search')} />
      <DataTable
        id="accounts"
        label={t('accounts.tab')}
        columns={columns}
        {...list}
        rowKey={a => a.id}
        empty={<Empty icon="key" title={t(q ? 'accounts.notFound' : 'accounts.empty')} />}
      />
      <Dialog open={making} title={t('accounts.new')} onClose={() => setMaking(false)}>
        <AccountForm onDone={() => setMaking(false)} />
      </Dialog>
    </Page>
  )
}

function Posts({ account }: { account: Account }) {
  const t = useT('settings')
  const posts = account.posts ?? []
  if (posts.length === 0) return <span className="muted">{t('accounts.noPost')}</span>
  return <>{posts.map(p => t('accounts.post', { unit: p.unit.name, title: p.title })).join(t('comma'))}</>
}

function Status({ account }: { account: Account }) {
  const t = useT('settings')
  const tone = account.status === 'active' ? 'brand' : account.status === 'locked' ? 'strong' : 'done'
  return <Tag tone={tone}>{t(`accounts.is.${account.status}`)}</Tag>
}
