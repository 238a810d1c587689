import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
} from '../harness'
import { settled } from '../settled'
import { flattened, squeezed } from '../squeezed'

// Each screen in each look: it draws, nothing in it is closed to a reader or a keyboard, it fits its window, no text in
// it is squeezed, it asks nobody but its own server. ONLY=units npm run e2e screens looks at one.

let browser: Browser

/** look makes the tests of some screens: a file of them is what one worker looks at from one browser. */
export function look(...rows: ScreenCase[]): void {
  const chosen = rows.filter(s => !process.env.ONLY || s.name === process.env.ONLY)
  if (chosen.length === 0) {
    it.skip('another screen was asked for', () => {})
    return
  }
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  // Once again: one browser of many pages may leave one of them without a frame. What is wrong is wrong twice.
  it.each(chosen)('$name', { retry: 1 }, async screen => {
    for (const looks of loads(screen)) await see(screen, looks)
  })
}

async function see(screen: ScreenCase, looks: Look[]): Promise<void> {
  const first = looks[0] as Look
  const chair = `${screen.as} ${first.width}`
  const seat = take(chair) ?? (await watched(await dress(browser, first)))
  const { page, watch } = seat
  // An account keeps its five newest sessions: a page that waited long may have lost its own.
  if (screen.as) await enter(page.context(), screen.as)
  Object.assign(watch, { errors: [], outside: [] })
  try {
    await page.setViewportSize(first) // whoever looked before has left at another size, with the mouse somewhere
    await page.mouse.move(0, 0)
    await page.goto(base() + screen.path)
    await page.locator(screen.ready).first().waitFor()
    await settled(page)
    await screen.prepare?.(page)
    const found: Record<string, string[]> = {}
    for (const look of looks) {
      await wear(page, look)
      found[look.name] = await faults(page, screen, look)
    }
    found.page = [...watch.errors, ...watch.outside]
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})
    await leave(chair, seat)
  } catch (wrong) {
    await page.context().close() // nobody after it inherits what went wrong
    throw wrong
  }
}

type Seat = Awaited<ReturnType<typeof watched>>

/** Pages that wait, by who is signed in and how they look: the next row finds the program read and warm, as whoever
 * works all day does. A row loads its address from the beginning. */
const idle: { chair: string; seat: Seat }[] = []
const mostIdle = 4 // each is a process of some hundred megabytes

const take = (chair: string) => {
  const at = idle.findIndex(i => i.chair === chair)
  return at < 0 ? undefined : idle.splice(at, 1)[0]?.seat
}

async function leave(chair: string, seat: Seat): Promise<void> {
  idle.push({ chair, seat })
  if (idle.length > mostIdle) await idle.shift()?.seat.page.context().close()
}

/** Between these widths in px words are looked at: above there is room, below are phones that few still hold. */
const [small, roomy] = [390, 1000]

async function faults(page: Seat['page'], screen: ScreenCase, look: Look): Promise<string[]> {
  const wide = await overflow(page)
  const found = [
    ...(await read(page, look)),
    ...(await flattened(page)),
    ...(look.width >= small && look.width < roomy ? await squeezed(page) : []),
    ...(wide > 0 ? [`${wide} px wider than the window`] : []),
  ]
  if (found.length > 0 || process.env.ANLAN_SHOTS) await shoot(page, `${screen.name}-${look.name}`)
  return found
}

/** What axe finds, and still finds a moment later: a busy browser may not have painted all of a new theme yet. */
async function read(page: Seat['page'], look: Look): Promise<string[]> {
  const found = await axe(page, look.read)
  if (found.length === 0) return found
  await page.waitForTimeout(2000)
  return axe(page, look.read)
}

/** All looks share one load of the page, unless what it says does not follow the language. */
function loads({ looks = desk, said }: ScreenCase): Look[][] {
  const english = (look: Look) => look.lang === 'en'
  if (!said) return [looks]
  return [looks.filter(look => !english(look)), looks.filter(english)].filter(some => some.length > 0)
}
