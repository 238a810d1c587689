import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { ButtonLink, DataTable, Empty, Page, usePages } from '@/kit'
import { useHazardColumns } from './HazardTable'
import { RoomTabs } from './RoomTabs'
import type { HazardRow } from './types'

/** 屡查屡犯: the same demand broken for the same cause at the same place, found again within the days of the rule. */
export default function RelapsePage() {
  const t = useT('hazard')
  const columns = useHazardColumns()
  const list = usePages<HazardRow>(['hazard', 'list', 'relapse'], '/hazards/relapse', {})
  return (
    <Page
      name={t('tab.relapse')}
      title={t('relapse.title')}
      lead={t('relapse.lead')}
      crumbs={[{ label: t('nav'), to: '/hazards' }]}
      action={<ButtonLink to="/hazards?relapse=true">{t('relapse.filter')}</ButtonLink>}
    >
      <RoomTabs at="relapse" />
      <DataTable
        id="relapse"
        label={t('tab.relapse')}
        columns={[
          {
            key: 'again',
            title: t('relapse.times'),
            width: '96px',
            render: h => t('relapse.nth', { count: h.relapse + 1 }),
          },
          ...columns,
        ]}
        {...list}
        rowKey={h => h.id}
        onOpen={h => navigate(`/hazards/${h.id}`)}
        empty={
          <Empty icon="check" title={t('relapse.none')}>
            {t('relapse.noneText')}
          </Empty>
        }
      />
    </Page>
  )
}
