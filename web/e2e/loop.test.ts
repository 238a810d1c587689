import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, enter, launch, open, phone, received, shoot } from './harness'

// One matter from the minutes to its stamp: what the whole program is for, pressed by three people on a real server.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on390 = phone[0] as (typeof phone)[number]
const on1440 = desk[0] as (typeof desk)[number]
const task = `第${Date.now() % 1_000_000}号仓库消防安全检查`

it('a decision becomes a matter, is done, accepted, stamped and recorded', async () => {
  const office = await open(browser, on1440)
  const township = await open(browser, on390)
  const auditor = await open(browser, on1440)
  await enter(office.context, 'office')
  await enter(township.context, 'township')
  await enter(auditor.context, 'auditor')

  await paste(office.page)
  await send(office.page)
  const matter = await signAndReport(township.page)
  await accept(office.page, matter)
  await inLedger(auditor.page)

  expect(office.watch).toEqual({ errors: [], outside: [] })
  expect(township.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
  await township.context.close()
  await auditor.context.close()
})

async function paste(page: Page): Promise<void> {
  await page.goto(`${base()}/meetings/new`)
  await page.locator('textarea[name=text]').fill(minutes())
  await page.getByRole('button', { name: '读一遍' }).click()
  await page.getByRole('button', { name: '存下，去分解' }).click()
  const row = page.locator('[data-entry]').filter({ hasText: task }).first()
  await row.getByRole('checkbox').click()
  await page.getByText('已勾 1 项').waitFor()
}

async function send(page: Page): Promise<void> {
  await page.getByRole('link', { name: '核对 1 项并下发' }).click()
  await page.getByRole('button', { name: '下发给 1 个单位', exact: true }).click()
  await page.getByRole('button', { name: '现在下发给 1 个单位', exact: true }).click()
  await page.getByText('已下发给 1 个单位').waitFor()
}

/** The township's thumb: sign, then feed back with a file; returns the matter's id. */
async function signAndReport(page: Page): Promise<string> {
  await page.goto(`${base()}/m/`)
  await page.locator('main li').filter({ hasText: task }).getByRole('link').first().click()
  await page.locator('form').getByRole('button', { name: '签收', exact: true }).click()
  await page.getByText('已签收').first().waitFor()
  await received(page)

  await page.goto(`${base()}/m/`)
  await page.locator('main li').filter({ hasText: task }).getByRole('link').first().click()
  const form = page.locator('form')
  await form.locator('textarea').fill('已检查仓库一处，问题三项当场整改，清单附后。')
  const pick = form.locator('input[type=file]').last()
  await pick.setInputFiles([
    { name: '现场照片.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') },
    { name: '隐患清单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') },
  ])
  await form.getByText(/\.png/).first().waitFor()
  await form.getByText('隐患清单.pdf').waitFor()
  await form.getByRole('button', { name: '已办完，交复核' }).click()
  await page.getByText('已交复核').waitFor()
  await received(page)
  const answer = await page.request.get(`${base()}/api/v1/matters?q=${encodeURIComponent(task)}`)
  const list = (await answer.json()) as { items: { id: string }[] }
  return list.items[0]?.id ?? ''
}

async function accept(page: Page, matter: string): Promise<void> {
  await page.goto(`${base()}/matters/${matter}`)
  await page.getByRole('button', { name: '复核办理结果' }).click()
  const dialog = page.locator('[role=dialog]')
  await dialog.getByText('通过，销号').click()
  await dialog.getByRole('button', { name: '通过并销号' }).click()
  await page.getByText('复核通过，已销号', { exact: false }).first().waitFor()
  await page.getByRole('heading', { name: '已了结' }).waitFor()
  await page.locator('ol').getByText('销号', { exact: true }).waitFor()
  await shoot(page, 'loop-closed')
}

/** What happened stands in the ledger, newest first, and the ledger says itself whole. */
async function inLedger(page: Page): Promise<void> {
  await page.goto(base())
  await page.getByRole('link', { name: '存证台账' }).first().click()
  await page.locator('tbody tr').first().waitFor()
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(3)
}

const minutes = () => `县安委会2026年第四季度全体会议纪要
2026年11月20日上午，县安委会召开2026年第四季度全体会议。会议议定以下事项：
一、关于冬春火灾防控
（一）永清镇要在2026年12月15日前完成${task}，建立问题清单并报县安委办。
`

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
