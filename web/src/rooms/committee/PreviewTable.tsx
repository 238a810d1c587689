import { useT } from '@/app/i18n'
import { Panel } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Preview.module.css'
import type { Preview } from './types'

interface Row {
  decision: string
  no: number
  title: string
  due?: string
  units: { name: string; into?: string }[]
}

/** rowsOf gathers the parcels of one decision into one line. */
export function rowsOf(preview: Preview): Row[] {
  const rows = new Map<string, Row>()
  for (const p of preview.parcels) {
    const row = rows.get(p.decision) ?? { decision: p.decision, no: p.no, title: p.title, due: p.due, units: [] }
    row.units.push({ name: p.unit.name, into: p.into })
    rows.set(p.decision, row)
  }
  return [...rows.values()]
}

export function PreviewTable({ preview }: { preview: Preview }) {
  const t = useT('committee')
  const say = useSay()
  return (
    <Panel title={t('preview.table')} flush>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('preview.no')}</th>
            <th scope="col">{t('preview.task')}</th>
            <th scope="col">{t('preview.lead')}</th>
            <th scope="col">{t('sheet.due')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(preview).map((row, i) => (
            <tr key={row.decision}>
              <td data-label={t('preview.no')}>{i + 1}</td>
              <th scope="row">{row.title}</th>
              <td data-label={t('preview.lead')}>
                <Units units={row.units} />
              </td>
              <td data-label={t('sheet.due')} className="nowrap">
                {row.due ? say.day(row.due) : t('preview.noDue')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Units({ units }: { units: Row['units'] }) {
  const t = useT('committee')
  const text = units.map(u => (u.into ? t('preview.into', { name: u.name, number: u.into }) : u.name))
  if (units.length <= 3) return <>{text.join('、')}</>
  return (
    <details>
      <summary>{t('preview.many', { first: units[0]?.name, count: units.length })}</summary>
      {text.join('、')}
    </details>
  )
}
