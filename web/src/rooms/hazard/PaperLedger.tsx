import { useT } from '@/app/i18n'
import { PaperTable } from '@/kit'
import { paperDay, paperTime } from './paper'
import { useStanding } from './say'
import type { HazardRow } from './types'

const columns = ['number', 'hazard', 'grade', 'unit', 'found', 'due', 'stuck', 'state']

/** The ledger as it is printed. */
export function PaperLedger({ rows }: { rows: HazardRow[] }) {
  const t = useT('hazard')
  const { stuck } = useStanding()
  const cells = (h: HazardRow) => [
    h.number,
    [h.exercise && t('exercise'), h.text, h.where].filter(Boolean).join(' '),
    t(`grade.${h.grade}`),
    h.unit.name,
    paperTime(h.found).slice(0, 10),
    paperDay(h.due),
    stuck(h),
    t(`state.${h.state}`),
  ]
  return (
    <PaperTable
      heads={columns.map(c => t(`column.${c}`))}
      rows={rows.map(h => ({ id: h.id, cells: cells(h) }))}
      foot={printed => t('list.printed', printed)}
    />
  )
}
