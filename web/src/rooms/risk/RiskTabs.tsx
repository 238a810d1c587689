import { useT } from '@/app/i18n'
import { Tabs } from '@/kit'

export function RiskTabs({ at }: { at: 'list' | 'map' | 'proposals' }) {
  const t = useT('risk')
  return (
    <Tabs
      label={t('nav')}
      at={at}
      tabs={[
        { key: 'list', label: t('tab.list'), to: '/risks' },
        { key: 'map', label: t('tab.map'), to: '/risks/map' },
        { key: 'proposals', label: t('tab.proposals'), to: '/risks/proposals' },
      ]}
    />
  )
}
