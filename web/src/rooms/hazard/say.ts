import type { Lamp } from '@/api/types'
import { type T, useT } from '@/app/i18n'
import { lampOf, stuckOf } from './standing'
import type { HazardRow } from './types'

/** lampWords is the lamp of a hazard with its words: 超期 3 天, 剩 2 天. */
export function lampWords(t: T, row: HazardRow): Lamp {
  const { kind, days } = lampOf(row)
  if (kind === 'closed') return { kind, text: t(`state.${row.state}`) }
  if (kind === 'none') return { kind, text: t('lamp.none') }
  if (kind === 'overdue') return { kind, days, text: t('lamp.overdue', { count: days }) }
  return { kind, days, text: days === 0 ? t('lamp.today') : t('lamp.left', { count: days }) }
}

/** useStanding words what stands in a row: its lamp, and with whom it is stuck. */
export function useStanding() {
  const t = useT('hazard')
  return {
    lamp: (row: HazardRow) => lampWords(t, row),
    stuck: (row: HazardRow) => {
      const stuck = stuckOf(row)
      if (!stuck) return ''
      const since = stuck.days === 0 ? t('since.today') : t('since.days', { count: stuck.days })
      return t(`stuck.${stuck.step}`, { unit: stuck.unit, since })
    },
  }
}
