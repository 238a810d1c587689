import { describe, expect, test } from 'vitest'
import { countyNow } from '@/app/time'
import type { Preview, Verdict } from '@/rooms/imports/data'
import { turnoverDays } from './days'

const row = (status: Verdict, ...days: string[]) => ({
  row: 6,
  status,
  cells: [{ column: 'Person', new: '2026' }, ...days.map(d => ({ column: 'Since', new: d }))],
})

const preview = (...rows: Preview['rows'] & object) =>
  ({ id: 'x', kind: 'organisation', warned: 0, counts: { new: 0, changed: 0, same: 0, wrong: 0 }, rows }) as Preview

describe('the days between which a change of posts shows', () => {
  const today = countyNow().year(2026).month(10).date(28)
  test('run from the eve of the first day to the morrow of the last', () => {
    const some = preview(
      row('changed', '2026-11-20'),
      row('new', '2026-12-31', '2026-12-15'),
      row('wrong', '2020-01-01'),
    )
    expect(turnoverDays(some, today)).toEqual({ from: '2026-11-19', to: '2027-01-01' })
  })
  test('take today in, also when no row names a day', () => {
    expect(turnoverDays(preview(row('changed', '2026-11-20')), today)).toEqual({ from: '2026-11-19', to: '2026-11-28' })
    expect(turnoverDays(preview(row('changed')), today)).toEqual({ from: '2026-11-27', to: '2026-11-28' })
  })
})
