import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { uuidv7 } from '../src/app/uuid'
import { base, received } from './harness'
import { photo } from './pictures'

// What journeys of hazards share: a finding that is there already, and the verbs of a phone.

export interface Phone {
  context: BrowserContext
  page: Page
}

/** The township finds something at the enterprise, with a picture. */
export async function report({ context, page }: Phone, unit: string, text: string, seed: number): Promise<string> {
  const kept = await picture({ context, page }, seed)
  const id = uuidv7()
  const photos = [{ hash: kept, at: new Date().toISOString() }]
  const answer = await context.request.post(`${base()}/api/v1/hazards`, {
    data: { id, unit, category: 'electric', text, photos },
    headers: headers(),
  })
  expect(answer.status(), await answer.text()).toBe(200)
  return id
}

/** A picture on the county's disk. */
export async function picture({ context, page }: Phone, seed: number): Promise<string> {
  const file = { name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer: await photo(page, seed) }
  const kept = await context.request.post(`${base()}/api/v1/files`, { multipart: { file }, headers: headers() })
  return (await kept.json()).hash as string
}

export const headers = () => ({ 'X-Anlan': '1', 'Idempotency-Key': uuidv7() })

/** The phone carries what is to be done, and can start without a line. */
export async function ready(page: Page, part: string, texts: string[]): Promise<void> {
  await page.goto(`${base()}/m/outbox`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  for (const text of texts) {
    await expect
      .poll(
        async () => {
          await page.goto(`${base()}/m/hazards?part=${part}`)
          return page
            .getByRole('link', { name: text })
            .first()
            .waitFor({ timeout: 2000 })
            .then(
              () => true,
              () => false,
            )
        },
        { timeout: 90_000 },
      )
      .toBe(true)
  }
}

export async function snap(page: Page, seed: number, nth: number): Promise<void> {
  await page
    .locator('input[type=file][capture]')
    .first()
    .setInputFiles({ name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer: await photo(page, seed) })
  await page
    .locator('main ul img')
    .nth(nth - 1)
    .waitFor()
}

export async function arrive({ context, page }: Phone): Promise<void> {
  await page.getByRole('heading', { name: /还没有到县平台/ }).waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: '立即收发' }).click()
  await received(page)
}
