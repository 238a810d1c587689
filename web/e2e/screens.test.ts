import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  axe,
  base,
  desk,
  dress,
  enter,
  type Look,
  launch,
  overflow,
  type ScreenCase,
  shoot,
  watched,
  wear,
} from './harness'
import { screens } from './screens'

// Each screen in each look: it draws, nothing in it is closed to a reader or a keyboard, it fits its window, it asks
// nobody but its own server. ONLY=units npm run e2e looks at one.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const chosen = screens.filter(s => !process.env.ONLY || s.name === process.env.ONLY)

describe.concurrent.each(chosen)('$name', screen => {
  it.each(byLanguage(screen.looks ?? desk))('in %s', async (_, looks) => {
    const first = looks[0] as Look
    const chair = `${screen.as} ${first.lang} ${first.width}`
    const context = idle.get(chair)?.pop() ?? (await seated(first, screen.as))
    const { page, watch } = await watched(context)
    try {
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
      await page.close()
      idle.set(chair, [...(idle.get(chair) ?? []), context])
    }
  })
})

/** Browsers that wait, by who is signed in and how they look: the next row finds the program in their cache. */
const idle = new Map<string, BrowserContext[]>()

async function seated(look: Look, role?: string): Promise<BrowserContext> {
  const context = await dress(browser, look)
  if (role) await enter(context, role)
  return context
}

async function faults(page: Page, screen: ScreenCase, look: Look): Promise<string[]> {
  const wide = await overflow(page)
  const found = [...(await axe(page, look.read)), ...(wide > 0 ? [`${wide} px wider than the window`] : [])]
  if (found.length > 0 || process.env.ANLAN_SHOTS) await shoot(page, `${screen.name}-${look.name}`)
  return found
}

/** The looks of one language share one load of the page. */
function byLanguage(looks: Look[]): [string, Look[]][] {
  const groups = new Map<string, Look[]>()
  for (const look of looks) groups.set(look.lang ?? 'zh-CN', [...(groups.get(look.lang ?? 'zh-CN') ?? []), look])
  return [...groups]
}
