import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { uuidv7 } from '@/app/uuid'
import { Dialog, Menu, type MenuItem, toast, useRefused } from '@/kit'
import { type Account, type OneTimeLink, useAdminWrite } from './data'
import { LinkNote } from './LinkNote'

/** What the present administrator may do with an account; each of the three has other verbs. */
export function AccountVerbs({ account }: { account: Account }) {
  const t = useT('settings')
  const can = useCan()
  const refused = useRefused()
  const [link, setLink] = useState<OneTimeLink | null>(null)
  const path = `/accounts/${account.id}`
  const act = useAdminWrite((run: (key: string) => Promise<unknown>, key) => run(key))
  const run = (done: string, work: (key: string) => Promise<unknown>) =>
    act.mutate(
      { body: work, key: uuidv7() },
      { onSuccess: () => toast(t(done, { name: account.name })), onError: refused },
    )
  const reset = useAdminWrite((_: null, key) => api.post<OneTimeLink>(`${path}/reset`, undefined, { key }))
  const set = (status: string) => (key: string) => api.patch(path, { status }, { key })
  const items: MenuItem[] = [
    ...(can('account.manage')
      ? [
          {
            key: 'reset',
            label: t('accounts.do.reset'),
            onPick: () => reset.mutate({ body: null, key: uuidv7() }, { onSuccess: setLink, onError: refused }),
          },
          account.status === 'disabled'
            ? {
                key: 'enable',
                label: t('accounts.do.enable'),
                onPick: () => run('accounts.done.enable', set('active')),
              }
            : {
                key: 'disable',
                label: t('accounts.do.disable'),
                danger: true,
                onPick: () => run('accounts.done.disable', set('disabled')),
              },
        ]
      : []),
    ...(can('account.unlock')
      ? [
          {
            key: 'unlock',
            label: t('accounts.do.unlock'),
            onPick: () => run('accounts.done.unlock', key => api.post(`${path}/unlock`, undefined, { key })),
          },
          ...(account.has_totp
            ? [
                {
                  key: 'totp',
                  label: t('accounts.do.totp'),
                  onPick: () => run('accounts.done.totp', key => api.delete(`${path}/totp`, { key })),
                },
              ]
            : []),
        ]
      : []),
  ]
  if (items.length === 0) return null
  return (
    <>
      <Menu quiet label={t('accounts.verbsOf', { name: account.name })} items={items}>
        {t('accounts.verbs')}
      </Menu>
      <Dialog open={link !== null} title={t('accounts.do.reset')} onClose={() => setLink(null)}>
        {link && <LinkNote link={link} onDone={() => setLink(null)} />}
      </Dialog>
    </>
  )
}
