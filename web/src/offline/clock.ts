// The county's time on a phone whose own clock may be a year off: the difference is measured whenever the county answers.

export interface Measure {
  /** What has to be added to this phone's clock, in ms. */
  offset: number
  /** When it was measured, by this phone's clock. */
  at: number
}

/** One question to the county: sent and answered by this phone's clock, and the county's time in the answer. */
export interface Question {
  sent: number
  answered: number
  county: number
}

/** measured takes the middle of the journey for the county's instant; a slow answer measures nothing. */
export function measured(q: Question): Measure | undefined {
  const journey = q.answered - q.sent
  if (!Number.isFinite(q.county) || journey < 0 || journey > 20_000) return undefined
  return { offset: Math.round(q.county - (q.sent + journey / 2)), at: q.answered }
}

/** A measure is worth something while the phone's clock was not moved since; after a week, or before it, nobody knows. */
const worth = 7 * 24 * 3600_000

export interface CountyTime {
  at: number
  /** What was added; null when it is not known: 离线未校时. */
  offset: number | null
}

export function countyTime(m: Measure | undefined, now = Date.now()): CountyTime {
  const known = m && now >= m.at - 60_000 && now - m.at < worth
  return known ? { at: now + m.offset, offset: m.offset } : { at: now, offset: null }
}
