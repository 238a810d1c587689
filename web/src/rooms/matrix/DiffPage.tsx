import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { countyNow, sayDay } from '@/app/time'
import { type Column, DataTable, Empty, Page, Tag } from '@/kit'
import { DayBox } from './DayBox'
import { type Shifted, useDiff } from './data'
import css from './Matrix.module.css'
import { MatrixTabs } from './MatrixTabs'
import { Turnover } from './Turnover'

/** How many sectors of a post are named before the rest is counted. */
const named = 3

/** What a change of posts (换届) or of duties made of the matrix, between two days. */
export default function DiffPage() {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const now = countyNow()
  const can = useCan()
  const [{ from = now.subtract(30, 'day').format('YYYY-MM-DD'), to = now.format('YYYY-MM-DD') }, change] = useFilters()
  const { first, ...diff } = useDiff(from, to)
  const sectors = (x: Shifted) => {
    if (x.cell) return x.cell.sector?.name ?? t('sector.all')
    const names = x.leads.slice(0, named).map(s => s.name)
    const list = names.join(t('comma'))
    return x.leads.length > named ? t('shift.leads', { list, count: x.leads.length }) : list
  }
  const people = (x: Shifted, names: string[]) => (x.cell ? '' : names.join(t('comma')) || t('nobody'))
  const columns: Column<Shifted>[] = [
    { key: 'kind', title: t('kind'), width: '110px', render: x => <Tag>{t(`shift.${x.kind}`)}</Tag> },
    { key: 'who', title: t('whoWord'), main: true, render: x => `${x.unit.name}${x.post?.name ?? ''}` },
    { key: 'before', title: t('shift.before'), render: x => people(x, x.before) },
    { key: 'after', title: t('shift.after'), render: x => people(x, x.after) },
    { key: 'sector', title: t('sectorWord'), render: sectors },
  ]
  const counts = first && {
    people: first.counts.people ?? 0,
    began: first.counts.began ?? 0,
    ended: first.counts.ended ?? 0,
  }
  return (
    <Page
      name={t('tab.diff')}
      title={counts ? t('diff.title', counts) : t('tab.diff')}
      lead={t('diff.lead', { from: sayDay(from, lang), to: sayDay(to, lang) })}
      crumbs={[{ label: t('nav'), to: '/matrix' }]}
    >
      <MatrixTabs at="diff" />
      <search className={css.bar}>
        <DayBox label={t('diff.from')} value={from} onDay={d => change({ from: d })} />
        <DayBox label={t('diff.to')} value={to} onDay={d => change({ to: d })} />
      </search>
      {can('registry.import') && <Turnover onStored={change} />}
      <DataTable
        id="matrix-diff"
        label={t('tab.diff')}
        columns={columns}
        {...diff}
        rowKey={x => `${x.kind}${x.cell?.id ?? x.post?.id}`}
        empty={
          <Empty icon="swap" title={t('diff.empty')}>
            {t('diff.emptyText')}
          </Empty>
        }
      />
    </Page>
  )
}
