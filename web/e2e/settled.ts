import type { Page } from 'playwright-core'

// When a page has come to rest: nothing asked that has no answer yet, nothing that moves, no change of the document for
// some frames. A fixed span is too long for a quick machine and too short for a busy one.

/** What a page has asked: how often so far, and how much of it has no answer yet. */
interface Traffic {
  begun: number
  open: number
}

const counted = new WeakMap<Page, Traffic>()

/** count begins to count what a page asks; a stream of events stays open for good and is none of it. */
export function count(page: Page): void {
  const seen: Traffic = { begun: 0, open: 0 }
  const asked = new Set<unknown>()
  counted.set(page, seen)
  page.on('request', r => {
    if (r.resourceType() === 'eventsource' || !/^https?:/.test(r.url())) return
    asked.add(r)
    seen.begun++
    seen.open = asked.size
  })
  const over = (r: unknown) => {
    asked.delete(r)
    seen.open = asked.size
  }
  page.on('requestfinished', over)
  page.on('requestfailed', over)
}

/** A page that never rests is looked at all the same, after so many ms. */
const patience = 15_000

export async function settled(page: Page): Promise<void> {
  const seen = counted.get(page) ?? { begun: 0, open: 0 }
  for (const until = Date.now() + patience; Date.now() < until; ) {
    const before = seen.begun
    await still(page)
    if (seen.open === 0 && seen.begun === before) return
  }
}

/** still waits until the document has not changed for five frames in a row, with nothing in it on its way; two seconds
 * at the most, for the caller looks at the requests in between, and by the clock of the page, for a browser of many
 * pages may draw no frame of one for minutes. */
const still = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>(done => {
        let quiet = 0
        let over = false
        const changes = new MutationObserver(() => {
          quiet = 0
        })
        changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
        const moves = () =>
          document
            .getAnimations()
            .some(a => a.playState === 'running' && a.effect?.getComputedTiming().iterations !== Infinity)
        const frame = () => {
          quiet = moves() ? 0 : quiet + 1
          if (quiet > 5) finish()
          else if (!over) requestAnimationFrame(frame)
        }
        const finish = () => {
          over = true
          changes.disconnect()
          done()
        }
        requestAnimationFrame(frame)
        setTimeout(finish, 2000)
      }),
  )
