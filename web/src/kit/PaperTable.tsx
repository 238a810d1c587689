import { useSession } from '@/app/session'
import { countyNow } from '@/app/time'
import css from './PaperTable.module.css'

// Only while a ledger is on screen do its pages lie across; a named page would keep the width of an upright one.
const across = '@page { size: A4 landscape; margin: 12mm }'

interface PaperTableProps {
  heads: string[]
  rows: { id: string; cells: (string | undefined)[] }[]
  /** What stands below: how many rows there are, who printed them and when. */
  foot: (printed: { count: number; who: string; at: string }) => string
}

/** PaperTable is a ledger as it is printed. Only paper shows it. */
export function PaperTable({ heads, rows, foot }: PaperTableProps) {
  const { account } = useSession()
  return (
    <div className={css.paper} aria-hidden="true">
      <style>{across}</style>
      <table>
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              {row.cells.map((cell, i) => (
                <td key={heads[i]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{foot({ count: rows.length, who: account.name, at: countyNow().format('YYYY-MM-DD HH:mm') })}</p>
    </div>
  )
}
