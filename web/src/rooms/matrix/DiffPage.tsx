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

/** What a change of posts (换届) or of duties made of the matrix, between two days. */
export default function DiffPage() {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const now = countyNow()
  const can = useCan()
  const [{ from = now.subtract(30, 'day').format('YYYY-MM-DD'), to = now.format('YYYY-MM-DD') }, change] = useFilters()
  const diff = useDiff(from, to)
  const count = (kind: string) => diff.data?.items.filter(x => x.kind === kind).length ?? 0
  const columns: Column<Shifted>[] = [
    { key: 'kind', title: t('kind'), width: '110px', render: x => <Tag>{t(`shift.${x.kind}`)}</Tag> },
    {
      key: 'who',
      title: t('whoWord'),
      main: true,
      render: x => `${x.cell.unit.name}${x.cell.post?.name ?? ''}`,
    },
    {
      key: 'sector',
      title: t('sectorWord'),
      render: x => (x.kind === 'people' ? '' : (x.cell.sector?.name ?? t('sector.all'))),
    },
    {
      key: 'before',
      title: t('shift.before'),
      render: x => (x.kind === 'people' ? x.before.join(t('comma')) || t('nobody') : ''),
    },
    {
      key: 'after',
      title: t('shift.after'),
      render: x => (x.kind === 'people' ? x.after.join(t('comma')) || t('nobody') : ''),
    },
  ]
  return (
    <Page
      name={t('tab.diff')}
      title={
        diff.data
          ? t('diff.title', { people: count('people'), began: count('began'), ended: count('ended') })
          : t('tab.diff')
      }
      lead={t('diff.lead', { from: sayDay(from, lang), to: sayDay(to, lang) })}
      crumbs={[{ label: t('nav'), to: '/matrix' }]}
    >
      <MatrixTabs at="diff" />
      <search className={css.bar}>
        <DayBox label={t('diff.from')} value={from} onDay={d => change({ from: d })} />
        <DayBox label={t('diff.to')} value={to} onDay={d => change({ to: d })} />
      </search>
      {can('registry.import') && (
        <Turnover
          onStored={() => change({ from: now.subtract(1, 'day').format('YYYY-MM-DD'), to: now.format('YYYY-MM-DD') })}
        />
      )}
      <DataTable
        id="matrix-diff"
        label={t('tab.diff')}
        columns={columns}
        rows={diff.data?.items}
        error={diff.error}
        onRetry={() => void diff.refetch()}
        rowKey={x => `${x.kind}${x.cell.id}`}
        empty={
          <Empty icon="swap" title={t('diff.empty')}>
            {t('diff.emptyText')}
          </Empty>
        }
      />
    </Page>
  )
}
