import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { countyNow } from '@/app/time'
import css from './Matters.module.css'
import { useSay } from './say'
import type { MatterRow } from './types'

// Only while a ledger is on screen do its pages lie across; a named page would keep the width of an upright one.
const across = '@page { size: A4 landscape; margin: 12mm }'

/** The ledger as it is printed: what is listed, with who printed it and when. Only paper shows it. */
export function PaperLedger({ rows }: { rows: MatterRow[] }) {
  const t = useT('matter')
  const state = useT('parts')
  const say = useSay()
  const { account } = useSession()
  const columns = ['number', 'title', 'unit', 'due', 'lamp', 'stuck', 'state']
  return (
    <div className={css.paper} aria-hidden="true">
      <style>{across}</style>
      <table>
        <thead>
          <tr>
            {columns.map(c => (
              <th key={c} scope="col">
                {t(`column.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(m => (
            <tr key={m.id}>
              <td>{m.number}</td>
              <td>{m.exercise ? `${t('exercise')} ${m.title}` : m.title}</td>
              <td>{m.unit.name}</td>
              <td>{say.day(m.due)}</td>
              <td>{m.lamp.text}</td>
              <td>{m.stuck}</td>
              <td>{state(`state.${m.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('list.printed', { count: rows.length, who: account.name, at: countyNow().format('YYYY-MM-DD HH:mm') })}</p>
    </div>
  )
}
