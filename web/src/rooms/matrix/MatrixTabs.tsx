import { useT } from '@/app/i18n'
import { Tabs } from '@/kit'

export function MatrixTabs({ at }: { at: 'grid' | 'findings' | 'leaders' | 'diff' }) {
  const t = useT('matrix')
  return (
    <Tabs
      label={t('nav')}
      at={at}
      tabs={[
        { key: 'grid', label: t('tab.grid'), to: '/matrix' },
        { key: 'findings', label: t('tab.findings'), to: '/matrix/findings' },
        { key: 'leaders', label: t('tab.leaders'), to: '/matrix/leaders' },
        { key: 'diff', label: t('tab.diff'), to: '/matrix/diff' },
      ]}
    />
  )
}
