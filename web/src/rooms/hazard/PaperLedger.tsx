import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { countyNow } from '@/app/time'
import css from './Ledger.module.css'
import { paperDay, paperTime } from './paper'
import { useStanding } from './say'
import type { HazardRow } from './types'

// Only while a ledger is on screen do its pages lie across; a named page would keep the width of an upright one.
const across = '@page { size: A4 landscape; margin: 12mm }'

const columns = ['number', 'hazard', 'grade', 'unit', 'found', 'due', 'stuck', 'state']

/** The ledger as it is printed, with who printed it and when. Only paper shows it. */
export function PaperLedger({ rows }: { rows: HazardRow[] }) {
  const t = useT('hazard')
  const { stuck } = useStanding()
  const { account } = useSession()
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
          {rows.map(h => (
            <tr key={h.id}>
              <td>{h.number}</td>
              <td>{[h.exercise && t('exercise'), h.text, h.where].filter(Boolean).join(' ')}</td>
              <td>{t(`grade.${h.grade}`)}</td>
              <td>{h.unit.name}</td>
              <td>{paperTime(h.found).slice(0, 10)}</td>
              <td>{paperDay(h.due)}</td>
              <td>{stuck(h)}</td>
              <td>{t(`state.${h.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('list.printed', { count: rows.length, who: account.name, at: countyNow().format('YYYY-MM-DD HH:mm') })}</p>
    </div>
  )
}
