import { expect, test } from 'vitest'
import { counting, headline, since } from './assessed'
import type { Letter, Score } from './data'

const score = (points: number, open = 0) =>
  ({ points, full: 10_000, open, waiting: 0, vetoed: false, gradeZh: '良好', gradeEn: 'Good' }) as unknown as Score

const letter = (live: Score, assessed?: Letter['assessed']) =>
  ({ year: 2026, signer: { name: '永清镇' }, score: live, assessed }) as unknown as Letter

const say = (key: string, values: Record<string, string> = {}) => `${key} ${values.points}/${values.rest}`

test('while a year runs, the score of today is the score', () => {
  const l = letter(score(9000, 500))
  expect(counting(l).points).toBe(9000)
  expect(headline(l, say, 'zh-CN')).toBe('one.open 90/5')
  expect(headline(letter(score(9000)), say, 'zh-CN')).toBe('one.title 90/0')
})

test('from the freeze on, what was assessed comes first and today only as what it is', () => {
  const frozen = letter(score(7000, 500), {
    state: 'frozen',
    frozen: '2026-12-31T08:00:00Z',
    score: score(9500),
    kept: true,
  })
  expect(counting(frozen).points).toBe(9500)
  expect(headline(frozen, say, 'zh-CN')).toBe('one.frozen 95/0')
  expect(since(frozen, say, 'zh-CN')).toBe('assessed.liveOpen 70/5')
  const closed = letter(score(7000), {
    state: 'closed',
    frozen: '2026-12-31T08:00:00Z',
    score: score(9400),
    kept: true,
  })
  expect(headline(closed, say, 'en')).toBe('one.closed 94/0')
  expect(since(closed, say, 'en')).toBe('assessed.live 70/0')
})
