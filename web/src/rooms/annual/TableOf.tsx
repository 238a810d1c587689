import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { type Column, DataTable, Empty } from '@/kit'
import css from './Annual.module.css'
import { Cell } from './Cell'
import { type Annual, headsOf, type Row, rowsOf, type Table } from './data'

interface TableOfProps {
  report: Annual
  table: Table
  group: string
  /** On paper: without the rows of which nothing is recorded; townships are all named. */
  brief?: boolean
}

/** The figures of one chapter in one table. Rows stand in the order of the directory, never of figures. */
export function TableOf({ report, table, group, brief }: TableOfProps) {
  const t = useT('annual')
  const { lang } = usePrefs()
  const heads = headsOf(report, group, table)
  const rows = rowsOf(report, table).filter(
    r =>
      (table !== 'grade' || heads.some(x => r.figures[x.at]?.state !== 'off')) &&
      (!brief || table === 'town' || heads.some(x => r.figures[x.at]?.state === 'told')),
  )
  const blank = rows.every(r => heads.every(x => ['none', 'off'].includes(r.figures[x.at]?.state ?? 'off')))
  if (heads.length > 0 && blank) {
    return (
      <Empty icon="board" title={t('table.blank')}>
        {t('table.blankText')}
      </Empty>
    )
  }
  if (heads.length === 0) {
    return (
      <Empty icon="board" title={t('table.apart')}>
        {t('table.apartText')}
      </Empty>
    )
  }
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t(`row.${table}`),
      main: true,
      render: r => (
        <span className={r.level > 0 ? css.below : undefined}>
          {lang === 'en' && r.english ? r.english : r.name}
          {r.ended && <span className="muted"> {t('ended', { day: r.ended })}</span>}
        </span>
      ),
    },
    ...heads.map(
      ({ head, at }): Column<Row> => ({
        key: head.key,
        title: head.unit ? `${head.label}（${head.unit}）` : head.label,
        align: 'right',
        render: r => {
          const figure = r.figures[at]
          return figure && <Cell year={report.year} table={table} row={r.key} figure={figure} />
        },
      }),
    ),
  ]
  return (
    <DataTable id={`annual-${table}`} label={t(`tab.${table}`)} columns={columns} rows={rows} rowKey={r => r.key} />
  )
}
