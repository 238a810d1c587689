import { useMemo } from 'react'
import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { Button, Download, Page, SavedViews, Tabs } from '@/kit'
import { Answer } from './Answer'
import { addressOf, filterOf, viewOf, views } from './filter'
import { MatterBoard } from './MatterBoard'
import { MatterCalendar } from './MatterCalendar'
import { MatterFilter } from './MatterFilter'
import css from './Matters.module.css'
import { MatterTable } from './MatterTable'
import { OpenMatter } from './OpenMatter'

/** One filter, three ways to look at it: the address holds both, so a view can be sent as a link. */
export default function MattersPage() {
  const t = useT('matter')
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
          <OpenMatter />
          <Download href={url('/matters.xlsx', { ...filter })}>{t('list.export')}</Download>
          <Button icon="print" onClick={() => window.print()}>
            {t('list.print')}
          </Button>
        </span>
      }
    >
      <div className={css.bar}>
        <MatterFilter />
        <SavedViews id="matter" root="/matters" here={addressOf(filter, view)} onOpen={to => navigate(to)} />
      </div>
      <div className={css.tabs}>
        <Tabs
          label={t('view.label')}
          at={view}
          tabs={views.map(v => ({ key: v, label: t(`view.${v}`), to: addressOf(filter, v) }))}
        />
      </div>
      {view === 'table' && <MatterTable filter={filter} />}
      {view === 'board' && <MatterBoard filter={filter} />}
      {view === 'calendar' && <MatterCalendar filter={filter} />}
    </Page>
  )
}
