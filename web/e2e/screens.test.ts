import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, base, desk, enter, type Look, launch, open, overflow, type ScreenCase, shoot, wear } from './harness'
import { screens } from './screens'

// Each screen in each look: it draws, nothing in it is closed to a reader or a keyboard, it fits its window, it asks
// nobody but its own server. ONLY=units npm run e2e looks at one.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const chosen = screens.filter(s => !process.env.ONLY || s.name === process.env.ONLY)

describe.each(chosen)('$name', screen => {
  it.concurrent.each(byLanguage(screen.looks ?? desk))('in %s', async (_, looks) => {
    const first = looks[0] as Look
    const { context, page, watch } = await open(browser, first)
    try {
      if (screen.as) await enter(context, screen.as)
      await page.goto(base() + screen.path)
      await page.locator(screen.ready).first().waitFor()
      await page.waitForTimeout(400)
      await screen.prepare?.(page)
      const found: Record<string, string[]> = {}
      for (const look of looks) {
        await wear(page, look)
        found[look.name] = await faults(page, screen, look)
      }
      found.page = [...watch.errors, ...watch.outside]
      expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})
    } finally {
      await context.close()
    }
  })
})

async function faults(page: Page, screen: ScreenCase, look: Look): Promise<string[]> {
  await shoot(page, `${screen.name}-${look.name}`)
  const wide = await overflow(page)
  return [...(await axe(page)), ...(wide > 0 ? [`${wide} px wider than the window`] : [])]
}

/** The looks of one language share one load of the page. */
function byLanguage(looks: Look[]): [string, Look[]][] {
  const groups = new Map<string, Look[]>()
  for (const look of looks) groups.set(look.lang ?? 'zh-CN', [...(groups.get(look.lang ?? 'zh-CN') ?? []), look])
  return [...groups]
}
