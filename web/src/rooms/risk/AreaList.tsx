import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { type Column, DataTable } from '@/kit'
import { colours, type Summary } from './data'
import { Grade } from './Grade'

type Area = Summary['areas'][number]

/** The map as a list, in the order of the place codes: never a ranking. Every figure opens its list. */
export function AreaList({ summary }: { summary: Summary }) {
  const t = useT('risk')
  const columns: Column<Area>[] = [
    {
      key: 'name',
      title: t('area'),
      main: true,
      render: a => <Link to={`/risks?area=${a.area}`}>{a.name || a.area}</Link>,
    },
    { key: 'worst', title: t('map.worst'), width: '150px', render: a => <Grade colour={a.worst} /> },
    ...colours.map(
      (c): Column<Area> => ({
        key: c,
        title: t(`colour.${c}`),
        width: '90px',
        render: a => (a.counts[c] ? <Link to={`/risks?area=${a.area}&colour=${c}`}>{a.counts[c]}</Link> : 0),
      }),
    ),
    {
      key: 'none',
      title: t('colour.none'),
      width: '90px',
      render: a => (a.counts[''] ? <Link to={`/risks?area=${a.area}&colour=none`}>{a.counts['']}</Link> : 0),
    },
    { key: 'total', title: t('total'), width: '90px', render: a => a.total },
  ]
  return (
    <DataTable
      id="risk-areas"
      label={t('map.list')}
      columns={columns}
      rows={summary.areas}
      rowKey={a => a.area}
      empty={t('list.empty')}
    />
  )
}
