import { useT } from '@/app/i18n'
import { PaperTable } from '@/kit'
import { useSay } from './say'
import type { MatterRow } from './types'

const columns = ['number', 'title', 'unit', 'due', 'lamp', 'stuck', 'state']

/** The ledger as it is printed: what is listed. */
export function PaperLedger({ rows }: { rows: MatterRow[] }) {
  const t = useT('matter')
  const state = useT('parts')
  const say = useSay()
  const cells = (m: MatterRow) => [
    m.number,
    m.exercise ? `${t('exercise')} ${m.title}` : m.title,
    m.unit.name,
    say.day(m.due),
    m.lamp.text,
    m.stuck,
    state(`state.${m.state}`),
  ]
  return (
    <PaperTable
      heads={columns.map(c => t(`column.${c}`))}
      rows={rows.map(m => ({ id: m.id, cells: cells(m) }))}
      foot={printed => t('list.printed', printed)}
    />
  )
}
