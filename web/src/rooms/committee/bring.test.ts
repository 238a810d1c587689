import { expect, it } from 'vitest'
import { away } from './bring'

it('scrolls only as far as it must', () => {
  const pane = { top: 100, bottom: 500 }
  expect(away(pane, { top: 200, bottom: 260 })).toBe(0)
  expect(away(pane, { top: 60, bottom: 120 })).toBe(-64)
  expect(away(pane, { top: 520, bottom: 560 })).toBe(84)
  expect(away(pane, { top: 520, bottom: 1200 })).toBe(396) // too long to fit: its begin is shown
})
