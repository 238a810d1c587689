import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link, useFilters } from '@/app/router'
import { type Column, DataTable, Empty, Page, Tag, usePages } from '@/kit'
import { type Fact, lastYear, rowsOf, type Table, tables, useAnnual } from './data'
import './words'

const tones = { good: 'done', bad: 'strong', open: 'plain', waived: 'plain' } as const

/** The list behind a figure: each fact with its record. */
export default function FactsPage() {
  const t = useT('annual')
  const { lang } = usePrefs()
  const [{ year: asked, figure = '', table: of = 'total', row = 'total', base }] = useFilters()
  const year = Number(asked) || lastYear()
  const table: Table = tables.find(x => x === of) ?? 'total'
  const report = useAnnual(year)
  const head = report.data?.heads.find(h => h.key === figure)
  const at = report.data && rowsOf(report.data, table).find(r => r.key === row)
  const where = table === 'total' || !at ? t('nil.county') : lang === 'en' && at.english ? at.english : at.name
  const list = usePages<Fact>(['annual', 'facts'], '/reports/annual/facts', {
    year,
    figure,
    table,
    row,
    base: base ? 'true' : undefined,
  })
  const columns: Column<Fact>[] = [
    {
      key: 'title',
      title: t('facts.record'),
      main: true,
      render: f => (f.href ? <Link to={f.href}>{f.title}</Link> : f.title),
    },
    { key: 'unit', title: t('facts.unit'), width: '220px', render: f => f.unit },
    {
      key: 'verdict',
      title: t('facts.standing'),
      width: '120px',
      render: f => <Tag tone={tones[f.verdict]}>{t(`verdict.${f.verdict}`)}</Tag>,
    },
    { key: 'n', title: t('facts.n'), width: '80px', align: 'right', render: f => f.n },
    { key: 'day', title: t('facts.day'), width: '120px', render: f => f.day },
  ]
  return (
    <Page
      name={t('facts.nav')}
      title={t('facts.title', { year, where, figure: head?.label ?? figure })}
      lead={head && t('base', { base: head.base })}
      crumbs={[{ label: t('nav'), to: `/annual?year=${year}` }]}
    >
      <DataTable
        id="annual-facts"
        label={t('facts.nav')}
        columns={columns}
        {...list}
        rowKey={f => f.ref}
        empty={<Empty icon="board" title={t('facts.empty')} />}
      />
    </Page>
  )
}
