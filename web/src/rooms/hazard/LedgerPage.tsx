import { useMemo } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Button, ButtonLink, Download, Page, SavedViews, Tabs } from '@/kit'
import { Answer } from './Answer'
import { addressOf, filterOf, viewOf, views } from './filter'
import { HazardBoard } from './HazardBoard'
import { HazardFilter } from './HazardFilter'
import { HazardMap } from './HazardMap'
import { HazardTable } from './HazardTable'
import css from './Ledger.module.css'
import { NewHazard } from './NewHazard'
import { RoomTabs } from './RoomTabs'

/** The hazard ledger: one filter, three ways to look at it, in and out by Excel. */
export default function LedgerPage() {
  const t = useT('hazard')
  const can = useCan()
  const [address] = useFilters()
  const filter = useMemo(() => filterOf(address), [address])
  const view = viewOf(address)
  return (
    <Page
      name={t('nav')}
      title={<Answer filter={filter} />}
      full={view === 'board'}
      action={
        <span className={css.verbs}>
          {can('hazard.report') && <NewHazard />}
          {can('hazard.import') && (
            <ButtonLink to="/hazards/import" icon="import">
              {t('list.import')}
            </ButtonLink>
          )}
          <Download href={url('/hazards.xlsx', { ...filter })}>{t('list.export')}</Download>
          <Button icon="print" onClick={() => window.print()}>
            {t('list.print')}
          </Button>
        </span>
      }
    >
      <div className={css.tabs}>
        <RoomTabs at="hazards" />
      </div>
      <div className={css.bar}>
        <HazardFilter filter={filter} view={view} />
        <SavedViews id="hazard" root="/hazards" here={addressOf(filter, view)} onOpen={to => navigate(to)} />
      </div>
      <div className={css.tabs}>
        <Tabs
          label={t('view.label')}
          at={view}
          tabs={views.map(v => ({ key: v, label: t(`view.${v}`), to: addressOf(filter, v) }))}
        />
      </div>
      {view === 'table' && <HazardTable filter={filter} />}
      {view === 'board' && <HazardBoard filter={filter} />}
      {view === 'map' && <HazardMap filter={filter} />}
    </Page>
  )
}
