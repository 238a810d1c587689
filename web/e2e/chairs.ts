import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { desk, enter, type Look, launch, open, phone } from './harness'

/** The widest desk and the narrowest phone: what a journey is walked on. */
export const on1440 = desk[0] as Look
export const on390 = phone[0] as Look

/** One browser for the journeys of a file; whoever sits down has signed in for a post of the role. */
export function chairs() {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await launch()
  }, 60_000)
  afterAll(() => browser?.close())
  return {
    sit: async (role: string, look: Look = on1440) => {
      if (!browser) throw new Error('nobody can sit before the browser is there')
      const opened = await open(browser, look)
      await enter(opened.context, role)
      return opened
    },
  }
}
