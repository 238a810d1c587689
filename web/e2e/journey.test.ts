import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, enter, launch, open, phone } from './harness'

// What people come for, done with keyboard and thumb on a real server.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on390 = phone[0] as (typeof phone)[number]
const on1440 = desk[0] as (typeof desk)[number]

it('a township reports on its phone, and is told what is missing', async () => {
  const { context, page, watch } = await open(browser, on390)
  await enter(context, 'township')
  await page.goto(`${base()}/m/`)
  await page.getByRole('link', { name: '去反馈' }).first().click()
  const form = page.locator('form')
  await form.getByRole('button', { name: '已办完，交复核' }).click()
  const summary = page.locator('[role=alert]')
  await form.locator('textarea:focus').waitFor() // the first wrong field has the focus
  await summary.getByRole('link', { name: '“办理情况”没有填写，请补上。' }).click()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  await page.keyboard.type('已到十二个村入户宣传，发放明白纸三百份。')
  await form.locator('input[type=file]').setInputFiles({
    name: '宣传现场.png',
    mimeType: 'image/png',
    buffer: Buffer.from(onePixel, 'base64'),
  })
  await form.getByText(/\.png/).first().waitFor() // the same picture sent before keeps its first name
  await form.getByRole('button', { name: '只报进展' }).click()
  await page.getByText('进展已记下').waitFor()
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
})

it('the office finds its way by keyboard alone', async () => {
  const { context, page } = await open(browser, on1440)
  await enter(context, 'office')
  await page.goto(base())
  await page.locator('main h1').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await page.locator('tbody tr').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/units\/.+/)
  await page.keyboard.press('/')
  await page.keyboard.type('丰望')
  await page.locator('[role=option]').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog]').waitFor({ state: 'hidden' })
  await context.close()
})

it('a filter lives in the address and comes back with it', async () => {
  const { context, page } = await open(browser, on1440)
  await enter(context, 'office')
  await page.goto(`${base()}/units?kind=township`)
  await page.getByRole('button', { name: /类别：乡镇/ }).waitFor()
  await page.getByRole('searchbox').fill('永清')
  await page.waitForURL(/q=/)
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  await page.getByRole('button', { name: /类别：乡镇/ }).click()
  await page.waitForURL(url => !url.search.includes('kind'))
  await context.close()
})

it('a table goes out to Excel and comes back without a change', async () => {
  const { context, page, watch } = await open(browser, on1440)
  await enter(context, 'office')
  await page.goto(`${base()}/imports?kind=units`)
  const table = await context.request.get(`${base()}/api/v1/units.xlsx?kind=units`)
  const input = page.locator('input[type=file]')
  await input.setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await page.getByText('“说明.txt”不是 .xlsx 文件').waitFor()
  await input.setInputFiles({ name: '单位名录.xlsx', mimeType: 'application/octet-stream', buffer: await table.body() })
  await page.getByRole('heading', { name: '检查结果' }).waitFor()
  await page.getByRole('button', { name: '有错 0' }).waitFor()
  await page.getByRole('button', { name: '新增 0' }).waitFor()
  expect(await page.getByRole('button', { name: '导入 0 行' }).isDisabled()).toBe(true)
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
})

it('what a meeting studied reaches a township, which answers with a receipt; only the others are chased', async () => {
  const office = await open(browser, on1440)
  const town = await open(browser, on390)
  await enter(office.context, 'office')
  await enter(town.context, 'township')
  const title = `第${Date.now() % 1_000_000}号通知`
  await office.page.goto(`${base()}/meetings`)
  await office.page.locator('tbody th button').first().click()
  await office.page.getByRole('button', { name: '登记文件' }).click()
  await office.page.getByLabel('文件名称').fill(title)
  await office.page.locator('[role=dialog]').getByRole('button', { name: '登记', exact: true }).click()
  const row = office.page.locator('article').filter({ hasText: title })
  const chase = row.getByRole('button', { name: /^催还没有回执的/ })
  const before = Number(/\d+/.exec((await chase.textContent()) ?? '')?.[0])
  await town.page.goto(`${base()}/m/`)
  await town.page.locator('main li').filter({ hasText: title }).getByRole('link', { name: '填回执' }).click()
  await town.page.getByLabel('传达到多少人').fill('36')
  await town.page.getByRole('button', { name: '提交回执' }).click()
  await town.page.getByText('回执已提交').waitFor()
  await office.page.reload()
  await office.page
    .getByRole('button', { name: `催还没有回执的 ${before - 1} 个单位` })
    .first()
    .click()
  await office.page.getByText(`已再次通知 ${before - 1} 个`).waitFor()
  expect(office.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
  await town.context.close()
})

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
