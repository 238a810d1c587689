import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, enter, launch, open, shoot } from './harness'
import { choose } from './people'

// A 督办通知单 is composed, numbered and sent; the township signs; the receipt prints.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const title = `关于第${Date.now() % 1_000_000}号隐患整改的督办通知单`

it('a supervision notice is composed, sent, signed for, and its receipt prints', async () => {
  const office = await open(browser, on1440)
  const town = await open(browser, on1440)
  await enter(office.context, 'office')
  await enter(town.context, 'township')

  const entry = await compose(office.page)
  await sign(town.page, entry)
  await receipt(office.page, entry)

  expect(office.watch).toEqual({ errors: [], outside: [] })
  expect(town.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
  await town.context.close()
})

async function compose(page: Page): Promise<string> {
  await page.goto(`${base()}/documents`)
  await page.getByRole('link', { name: '拟稿' }).first().click()
  await page.goto(`${base()}/documents/drafts/new`)
  await page.locator('select[name=kind]').selectOption('supervision_notice')
  await page.locator('input[name=title]').fill(title)
  await page.locator('textarea[name=text]').fill('一、立即整改。三日内完成。\n特此督办。')
  await page.locator('input[name=code]').fill('清安委办')
  await choose(page.getByRole('combobox', { name: '主送单位' }), '永清镇')
  await page.locator('article').getByText('特此督办。').waitFor()
  await shoot(page, 'document-journey-compose')
  const number = page.getByRole('button', { name: '编号并送达' })
  await page.locator('input[name=title]').fill('')
  await number.click()
  await page.getByRole('alert').getByText('“标题”没有填写，请补上。').waitFor()
  await page.locator('input[name=title]').fill(title)
  await number.click()
  await page.locator('[role=dialog]').getByRole('button', { name: '编号并送达' }).click()
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/)
  await page.getByText('送达回证：已签收 0，共 1').waitFor()
  expect(await page.evaluate(() => window.scrollY)).toBe(0) // the form was left at its end; another page begins at its top
  return page.url()
}

async function sign(page: Page, entry: string): Promise<void> {
  await page.goto(`${base()}/documents/inbox`)
  await page.getByRole('link', { name: title }).click()
  await page.waitForURL(entry)
  await page.locator('header').getByRole('button', { name: '签收' }).click()
  await page.getByText('送达回证：已签收 1，共 1').waitFor()
}

async function receipt(page: Page, entry: string): Promise<void> {
  await page.goto(entry)
  await page.getByText('送达回证：已签收 1，共 1').waitFor()
  await shoot(page, 'document-journey-signed')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^送达回证/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/送达回证.*永清镇.*\.docx$/)
}
