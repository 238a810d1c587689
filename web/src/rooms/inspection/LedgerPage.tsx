import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { useCan, useSession } from '@/app/session'
import { sayTime } from '@/app/time'
import { ButtonLink, type Column, DataTable, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { usePlaces } from '../registry/data'
import { type Inspection, results, sources, useSay } from './data'
import css from './Inspection.module.css'
import { RoomTabs } from './RoomTabs'

/** One ledger of all inspections, whoever made them. */
export default function LedgerPage() {
  const t = useT('inspection')
  const say = useSay()
  const { lang } = usePrefs()
  const { county } = useSession()
  const can = useCan()
  const [{ q, source, result, area, site, unit, checklist, plan }] = useFilters()
  const query = { q, unit, source, result, area, site, checklist, plan }
  const places = usePlaces(county.code)
  const list = usePages<Inspection>(['inspection', 'ledger'], '/inspections', query)
  const columns: Column<Inspection>[] = [
    { key: 'site', title: t('col.site'), main: true, render: i => i.siteName || i.unit.name },
    { key: 'result', title: t('col.result'), width: '130px', render: i => <ResultTag of={i} /> },
    { key: 'source', title: t('col.source'), width: '110px', render: i => t(`source.${i.source}`) },
    { key: 'inspector', title: t('col.inspector'), width: '180px', render: i => i.inspector.name },
    { key: 'checklist', title: t('col.checklist'), width: '200px', render: i => say(i.pin.title, i.pin.titleEn) },
    { key: 'ended', title: t('col.ended'), width: '180px', render: i => sayTime(i.ended, lang) },
    { key: 'number', title: t('col.number'), width: '150px', render: i => i.number, spare: true },
  ]
  return (
    <Page
      name={t('nav')}
      title={t('ledger.title')}
      lead={t('ledger.lead')}
      action={
        can('inspection.write') && (
          <ButtonLink look="primary" icon="plus" to="/inspections/new">
            {t('write.name')}
          </ButtonLink>
        )
      }
    >
      <RoomTabs at="ledger" />
      <FilterBar
        placeholder={t('ledger.search')}
        filters={[
          {
            name: 'source',
            label: t('col.source'),
            options: sources.map(s => ({ value: s, label: t(`source.${s}`) })),
          },
          {
            name: 'result',
            label: t('col.result'),
            options: results.map(r => ({ value: r, label: t(`result.${r}`) })),
          },
          {
            name: 'area',
            label: t('col.area'),
            options: (places.data?.items ?? []).map(p => ({ value: p.code, label: p.name })),
          },
        ]}
      />
      <DataTable
        id="inspections"
        label={t('nav')}
        columns={columns}
        {...list}
        rowKey={i => i.id}
        onOpen={i => navigate(`/inspections/${i.id}`)}
        tools={
          <a className={css.tool} href={url('/inspections.xlsx', query)}>
            {t('ledger.export')}
          </a>
        }
        empty={
          <Empty icon="search" title={t(Object.values(query).some(Boolean) ? 'empty.filtered' : 'ledger.empty')}>
            {t('ledger.emptyText')}
          </Empty>
        }
      />
    </Page>
  )
}

/** How an inspection ended, as a word: colours belong to the statutory levels. */
export function ResultTag({ of }: { of: Inspection }) {
  const t = useT('inspection')
  if (of.result === 'found') return <Tag tone="strong">{t('result.hits', { count: of.hits.length })}</Tag>
  return <Tag tone="done">{t(`result.${of.result}`)}</Tag>
}
