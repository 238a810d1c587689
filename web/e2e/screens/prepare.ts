import type { Page } from 'playwright-core'
import { desk } from '../harness'

/** One look is enough: another row looks at the same screen in all of them. */
export const wide = desk.slice(0, 1)

/** Opens the first row of a table, until `ready` is there. */
export function openRow(ready: string): (page: Page) => Promise<void> {
  return async page => {
    await page.locator('tbody th button').first().click()
    await page.locator(ready).first().waitFor()
  }
}

/** On the phone: opens the first card of a list. */
export async function openCard(page: Page): Promise<void> {
  await page.locator('main li a').first().click()
  await page.locator('main dl').waitFor()
}
