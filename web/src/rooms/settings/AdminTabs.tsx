import { useT } from '@/app/i18n'
import { Tabs } from '@/kit'

export function AdminTabs({ at }: { at: 'accounts' | 'grants' }) {
  const t = useT('settings')
  return (
    <Tabs
      label={t('accounts.nav')}
      at={at}
      tabs={[
        { key: 'accounts', label: t('accounts.tab'), to: '/accounts' },
        { key: 'grants', label: t('grants.tab'), to: '/grants' },
      ]}
    />
  )
}
