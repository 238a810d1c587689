import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { uuidv7 } from '@/app/uuid'
import {
  Actions,
  Button,
  type Column,
  DataTable,
  Dialog,
  Empty,
  Form,
  Page,
  PostPicker,
  SelectField,
  Tag,
  toast,
  useForm,
  useKey,
  usePages,
  useRefused,
} from '@/kit'
import { AdminTabs } from './AdminTabs'
import { type Grant, roles, useAdminWrite } from './data'

/** Which post may do what. Only the security administrator grants, and never to a post of their own. */
export default function Grants() {
  const t = useT('settings')
  const can = useCan()
  const refused = useRefused()
  const [making, setMaking] = useState(false)
  const list = usePages<Grant>(['settings', 'grants'], '/grants', {})
  const revoke = useAdminWrite((id: string, key) => api.delete(`/grants/${id}`, { key }))
  const take = (g: Grant) =>
    revoke.mutate(
      { body: g.id, key: uuidv7() },
      {
        onSuccess: () => toast(t('grants.revoked', { post: g.post_name, role: t(`role.${g.role}`) })),
        onError: refused,
      },
    )
  const columns: Column<Grant>[] = [
    { key: 'post', title: t('grants.post'), main: true, render: g => g.post_name },
    { key: 'role', title: t('grants.role'), width: '160px', render: g => t(`role.${g.role}`) },
    { key: 'reach', title: t('grants.reach'), render: g => t(`reach.${g.role}`) },
    {
      key: 'state',
      title: t('grants.state'),
      width: '110px',
      render: g => g.revoked_at && <Tag tone="done">{t('grants.revokedAt')}</Tag>,
    },
    {
      key: 'verbs',
      title: t('accounts.verbs'),
      acts: true,
      width: '1%',
      render: g =>
        !g.revoked_at &&
        can('account.grant') && (
          <Button small look="quiet" onClick={() => take(g)}>
            {t('grants.revoke')}
          </Button>
        ),
    },
  ]
  return (
    <Page
      name={t('grants.tab')}
      title={t('grants.title')}
      lead={t('grants.lead')}
      crumbs={[{ label: t('accounts.nav'), to: '/accounts' }]}
      action={
        can('account.grant') && (
          <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
            {t('grants.new')}
          </Button>
        )
      }
    >
      <AdminTabs at="grants" />
      <DataTable
        id="grants"
        label={t('grants.tab')}
        columns={columns}
        {...list}
        rowKey={g => g.id}
        empty={<Empty icon="key" title={t('grants.empty')} />}
      />
      <Dialog open={making} title={t('grants.new')} onClose={() => setMaking(false)}>
        <GrantForm onDone={() => setMaking(false)} />
      </Dialog>
    </Page>
  )
}

function GrantForm({ onDone }: { onDone: () => void }) {
  const t = useT('settings')
  const keyFor = useKey()
  const form = useForm({ post: null as Named | null, role: '' }, ['post', 'role'])
  const make = useAdminWrite((body: object, key) => api.post('/grants', body, { key }))
  const submit = () => {
    const body = { post: form.values.post?.id, role: form.values.role }
    const done = () => {
      toast(t('grants.made', { post: form.values.post?.name, role: t(`role.${body.role}`) }))
      onDone()
    }
    if (form.valid()) make.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={make.error}>
      <PostPicker {...form.bind('post')} label={t('grants.post')} />
      <SelectField
        {...form.bind('role')}
        label={t('grants.role')}
        blank={t('choose')}
        options={roles.map(r => ({
          value: r,
          label: t('grants.option', { role: t(`role.${r}`), reach: t(`reach.${r}`) }),
        }))}
      />
      <Actions>
        <Button type="submit" look="primary" busy={make.isPending}>
          {t('grants.give')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
