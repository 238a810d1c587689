import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Tabs } from '@/kit'

const tabs = ['hazards', 'truth', 'relapse', 'zero', 'reports'] as const
export type RoomTab = (typeof tabs)[number]
const addresses: Record<RoomTab, string> = {
  hazards: '/hazards',
  truth: '/hazards/truth',
  relapse: '/hazards/relapse',
  zero: '/hazards/zero',
  reports: '/hazards/reports',
}
const survey: RoomTab[] = ['truth', 'zero']

/** The ledger and the lists that look at it from the side. */
export function RoomTabs({ at }: { at: RoomTab }) {
  const t = useT('hazard')
  const can = useCan()
  const shown = tabs.filter(tab => !survey.includes(tab) || can('hazard.survey'))
  return (
    <Tabs
      label={t('nav')}
      at={at}
      tabs={shown.map(tab => ({ key: tab, label: t(`tab.${tab}`), to: addresses[tab] }))}
    />
  )
}
