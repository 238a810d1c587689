import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { DataTable, Empty, Note, Page, usePages } from '@/kit'
import { useHazardColumns } from './HazardTable'
import { RoomTabs } from './RoomTabs'
import type { HazardRow } from './types'

const columnsHere = ['lamp', 'hazard', 'grade', 'unit', 'stuck', 'state']

/** 群众举报: what people outside reported and became a hazard. Who reported stands in no list and on no page. */
export default function ReportsPage() {
  const t = useT('hazard')
  const columns = useHazardColumns().filter(c => columnsHere.includes(c.key))
  const list = usePages<HazardRow>(['hazard', 'list', 'public'], '/hazards', { source: 'public' })
  return (
    <Page
      name={t('tab.reports')}
      title={t('reports.title')}
      lead={t('reports.lead')}
      crumbs={[{ label: t('nav'), to: '/hazards' }]}
    >
      <RoomTabs at="reports" />
      <Note>{t('reports.vault')}</Note>
      <DataTable
        id="reports"
        label={t('tab.reports')}
        columns={columns}
        {...list}
        rowKey={h => h.id}
        onOpen={h => navigate(`/hazards/${h.id}`)}
        empty={
          <Empty icon="phone" title={t('reports.none')}>
            {t('reports.noneText')}
          </Empty>
        }
      />
    </Page>
  )
}
