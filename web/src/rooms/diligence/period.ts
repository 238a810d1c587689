import { countyNow } from '@/app/time'

export interface Period {
  from: string
  to: string
}

/** The months that a press chooses: the last fifteen, the newest first, so that the whole of last year's January is there in March. */
export function months(now = countyNow()): { value: string; year: number; month: number }[] {
  return Array.from({ length: 15 }, (_, i) => {
    const first = now.startOf('month').subtract(i, 'month')
    return { value: first.format('YYYY-MM'), year: first.year(), month: first.month() + 1 }
  })
}

/** The days of a choice; of the running month no day that has not come. */
export function periodOf(choice: string, now = countyNow()): Period | undefined {
  const today = now.format('YYYY-MM-DD')
  if (choice === '30d') return { from: now.subtract(29, 'day').format('YYYY-MM-DD'), to: today }
  if (choice === 'year') return { from: now.startOf('year').format('YYYY-MM-DD'), to: today }
  if (!/^\d{4}-\d{2}$/.test(choice)) return undefined
  const first = now
    .year(Number(choice.slice(0, 4)))
    .month(0)
    .startOf('month')
    .month(Number(choice.slice(5)) - 1)
  const last = first.endOf('month').format('YYYY-MM-DD')
  return { from: first.format('YYYY-MM-DD'), to: [last, today].sort()[0] ?? today }
}
