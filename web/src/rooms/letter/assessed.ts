import { sayTime } from '@/app/time'
import type { Lang } from '@/app/translate'
import { type Letter, open, points, type Score, undecided } from './data'

export interface Assessed {
  state: 'open' | 'frozen' | 'closed'
  frozen: string
  closed?: string
  score: Score
  /** The facts behind it are kept as they were at the freeze. */
  kept: boolean
}

type Say = (key: string, values?: Record<string, string>) => string

/** The score that counts: of a frozen year the one that was assessed. */
export const counting = (l: Letter): Score => l.assessed?.score ?? l.score

/** What a letter's score says in one line: of a frozen year what was assessed, else how it stands now. */
export function headline(l: Letter, t: Say, lang: Lang): string {
  const score = counting(l)
  const values = {
    unit: l.signer.name,
    year: String(l.year),
    points: points(score.points),
    rest: points(undecided(score)),
    grade: lang === 'en' ? score.gradeEn : score.gradeZh,
  }
  if (l.assessed) return t(l.assessed.state === 'closed' ? 'one.closed' : 'one.frozen', values)
  return t(open(score) ? 'one.open' : 'one.title', values)
}

/** What the score would be today, of a year that was frozen before: it counts for nothing. */
export function since(l: Letter, t: Say, lang: Lang): string {
  return t(open(l.score) ? 'assessed.liveOpen' : 'assessed.live', {
    at: sayTime(l.assessed?.frozen ?? '', lang),
    points: points(l.score.points),
    rest: points(undecided(l.score)),
  })
}
