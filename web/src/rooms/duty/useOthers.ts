import dayjs from 'dayjs'
import { type Shift, useRoster } from './data'
import { dayOf } from './days'

/** The other shifts of the unit around one, from the day it begins: to exchange with, or to hand over to. */
export function useOthers(shift: Shift): Shift[] {
  const from = dayOf(shift.starts)
  const roster = useRoster(shift.unit.id, from, dayjs(from).add(31, 'day').format('YYYY-MM-DD'))
  return (roster.data?.items ?? []).filter(s => s.id !== shift.id)
}
