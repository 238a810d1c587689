import { useT } from '@/app/i18n'
import { Tabs } from '@/kit'

export function DutyTabs({ at }: { at: 'roster' | 'now' }) {
  const t = useT('duty')
  return (
    <Tabs
      label={t('nav')}
      at={at}
      tabs={[
        { key: 'roster', label: t('tab.roster'), to: '/duty' },
        { key: 'now', label: t('tab.now'), to: '/duty/now' },
      ]}
    />
  )
}
