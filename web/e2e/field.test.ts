import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uuidv7 } from '../src/app/uuid'
import { base, enter, launch, open, phone, received } from './harness'
import { photo } from './pictures'

// The phone in the rain: what is recorded without a network arrives once, and a tab that dies loses nothing.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on390 = phone[0] as (typeof phone)[number]

async function capture(page: Page, n: number, send = true): Promise<void> {
  await page.goto(`${base()}/m/capture`)
  await page
    .locator('input[type=file][capture]')
    .first()
    .setInputFiles({
      name: `现场${n}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await photo(page, n),
    })
  await page.locator('main ul img').first().waitFor()
  await page.getByRole('searchbox').fill(`演示巷 ${n} 号`)
  await page.getByRole('button', { name: '用电安全' }).click()
  if (!send) return
  await page.getByRole('button', { name: '保存并发送' }).click()
  await page.waitForURL(/\/m\/outbox/)
}

async function ready(page: Page): Promise<void> {
  await page.goto(`${base()}/m/capture`)
  await page.getByRole('button', { name: '用电安全' }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await page.getByRole('button', { name: '用电安全' }).waitFor()
}

it('ten hazards recorded without a network arrive once each, with their pictures', async () => {
  const { context, page, watch } = await open(browser, on390)
  await enter(context, 'township')
  await ready(page)
  await context.setOffline(true)
  for (let n = 1; n <= 5; n++) await capture(page, n)
  await capture(page, 6, false)
  await page.close() // the tab dies in the middle of the sixth
  const second = await context.newPage()
  await second.goto(`${base()}/m/capture`)
  await second.getByText('这是上次没有发出的一条').waitFor()
  await second.getByRole('button', { name: '保存并发送' }).click()
  for (let n = 7; n <= 10; n++) await capture(second, n)
  await second.getByRole('heading', { name: /10 条还没有到县平台/ }).waitFor()
  for (let i = 0; i < 6; i++) {
    await context.setOffline(i % 2 === 1)
    await second.waitForTimeout(700)
  }
  await context.setOffline(false)
  await second.getByRole('button', { name: '立即收发' }).click()
  await received(second)
  const list = await (
    await context.request.get(`${base()}/api/v1/hazards?q=${encodeURIComponent('用电安全')}&limit=50`)
  ).json()
  const mine = (list.items as { where?: string; id: string }[]).filter(h => h.where?.startsWith('演示巷'))
  expect(mine.map(h => h.where).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `演示巷 ${i + 1} 号`).sort())
  for (const h of mine) {
    const one = await (await context.request.get(`${base()}/api/v1/hazards/${h.id}`)).json()
    const hash = (one.photos ?? one.hazard?.photos)?.[0]?.hash
    expect((await context.request.get(`${base()}/api/v1/files/${hash}`)).status()).toBe(200)
  }
  expect(watch.outside).toEqual([])
  await context.close()
})

it('a filling station is inspected item by item, and its finding becomes a hazard', async () => {
  const { context, page } = await open(browser, on390)
  await enter(context, 'township')
  await ready(page)
  await page.goto(`${base()}/m/check`)
  await page.getByRole('searchbox').fill('加油站')
  const sites = page.locator('ul').nth(1) // below what is due
  await sites
    .getByRole('button', { name: /加油站/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^加油站安全检查表/ }).click()
  await context.setOffline(true)
  const began = Date.now()
  await page.locator('ol > li fieldset').first().waitFor()
  for (let n = 0; n < 60; n++) {
    const open = page.locator('ol > li:has(fieldset):not(:has([aria-pressed=true]))').first()
    if ((await open.count()) === 0) break
    await open.getByRole('button', { name: n === 3 ? '否' : '是', exact: true }).click()
  }
  for (const box of await page.locator('ol > li input[inputmode=numeric]').all()) await box.fill('7')
  const found = page.locator('ol > li', { hasText: '保存后自动成为隐患' })
  for (const input of await found.locator('input[type=file][capture]').all()) {
    await input.setInputFiles({ name: '问题.jpg', mimeType: 'image/jpeg', buffer: await photo(page, 77) })
  }
  await found.locator('ul img').first().waitFor()
  await found.getByRole('textbox').first().fill('自查记录没有整改结果')
  await page.getByRole('button', { name: /完成检查/ }).click()
  await page.waitForURL(/\/m\/outbox/)
  expect(Date.now() - began).toBeLessThan(180_000)
  await context.setOffline(false)
  await page.getByRole('button', { name: '立即收发' }).click()
  await received(page)
  const list = await (
    await context.request.get(`${base()}/api/v1/hazards?q=${encodeURIComponent('自查记录没有整改结果')}`)
  ).json()
  expect(list.items).toHaveLength(1)
  await context.close()
})

it('two people change the same fact: the phone asks, and nothing is overwritten', async () => {
  const { context, page } = await open(browser, on390)
  await enter(context, 'township')
  await ready(page)
  await capture(page, 21)
  await received(page)
  await page.goto(`${base()}/m/hazards?part=found`)
  await page.getByRole('link', { name: '用电安全' }).first().click()
  await page.getByRole('button', { name: '内容写错了？补正' }).click()
  await page.getByLabel('隐患内容').waitFor()
  const id = page.url().split('/').at(-1) ?? ''
  await page.waitForTimeout(500) // what was read is written down
  await context.setOffline(true)
  await page.getByLabel('隐患内容').fill('手机上写的内容')
  await page.getByRole('button', { name: '补正' }).click()
  await page.waitForURL(/\/m\/outbox/)
  const desk = await browser.newContext()
  await enter(desk, 'office')
  const one = await (await desk.request.get(`${base()}/api/v1/hazards/${id}`)).json()
  const answer = await desk.request.post(`${base()}/api/v1/hazards/${id}/amend`, {
    data: { base: one.revision, text: '办公室写的内容' },
    headers: { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() },
  })
  expect(answer.status()).toBe(200)
  await context.setOffline(false)
  await page.getByRole('button', { name: '立即收发' }).click()
  await page.getByText('冲突：别人也改了').waitFor()
  await page.getByText('用县平台的：办公室写的内容').waitFor()
  await page.getByRole('button', { name: /用我的：手机上写的内容/ }).click()
  await page.getByRole('button', { name: '按选择发送' }).click()
  await received(page)
  const now = await (await desk.request.get(`${base()}/api/v1/hazards/${id}`)).json()
  expect(now.text).toBe('手机上写的内容')
  await desk.close()
  await context.close()
})
