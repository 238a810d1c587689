// A month as whole weeks, Monday first. Days are plain YYYY-MM-DD texts: a due day has no time zone.

export interface Cell {
  day: string
  inMonth: boolean
}

export function isMonth(text: string | undefined): text is string {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '')
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

export function shiftMonth(month: string, by: number): string {
  const [year = 0, m = 1] = month.split('-').map(Number)
  return text(new Date(Date.UTC(year, m - 1 + by, 1))).slice(0, 7)
}

/** weeksOf returns the weeks that cover a month, with the neighbours' days that fill the first and the last. */
export function weeksOf(month: string): Cell[][] {
  const [year = 0, m = 1] = month.split('-').map(Number)
  const first = new Date(Date.UTC(year, m - 1, 1))
  const lead = (first.getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, m, 0)).getUTCDate()
  const weeks: Cell[][] = []
  for (let i = -lead; i < length; i += 7) {
    weeks.push(
      Array.from({ length: 7 }, (_, j) => {
        const date = new Date(Date.UTC(year, m - 1, 1 + i + j))
        return { day: text(date), inMonth: date.getUTCMonth() === m - 1 }
      }),
    )
  }
  return weeks
}

/** moveDay is the arrow key: days and weeks away, across the ends of months. */
export function moveDay(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + by)
  return text(date)
}

const text = (date: Date) => date.toISOString().slice(0, 10)
