import { useT } from '@/app/i18n'
import { Tabs } from '@/kit'

/** Who and what there is: units, the people in them, the places below them. */
export function RegistryTabs({ at }: { at: 'units' | 'people' | 'places' }) {
  const t = useT('registry')
  const tabs = (['units', 'people', 'places'] as const).map(key => ({ key, label: t(`tab.${key}`), to: `/${key}` }))
  return <Tabs label={t('nav')} at={at} tabs={tabs} />
}
