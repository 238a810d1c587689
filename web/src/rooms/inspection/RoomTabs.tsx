import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Tabs } from '@/kit'

export type RoomTab = 'ledger' | 'tasks' | 'uncovered' | 'plans' | 'checklists' | 'permits'

/** The room's lists, in the order in which the day asks for them. */
export function RoomTabs({ at }: { at: RoomTab }) {
  const t = useT('inspection')
  const can = useCan()
  const tabs: { key: RoomTab; to: string; action: string }[] = [
    { key: 'ledger', to: '/inspections', action: 'inspection.read' },
    { key: 'tasks', to: '/inspections/tasks', action: 'inspection.read' },
    { key: 'uncovered', to: '/inspections/uncovered', action: 'inspection.read' },
    { key: 'plans', to: '/inspections/plans', action: 'inspection.read' },
    { key: 'checklists', to: '/checklists', action: 'checklist.read' },
    { key: 'permits', to: '/permits', action: 'permit.read' },
  ]
  return (
    <Tabs
      label={t('nav')}
      at={at}
      tabs={tabs.filter(tab => can(tab.action)).map(tab => ({ key: tab.key, label: t(`tab.${tab.key}`), to: tab.to }))}
    />
  )
}
