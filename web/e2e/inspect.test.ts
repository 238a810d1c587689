import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, shoot } from './harness'
import { call, sit } from './people'
import { photo } from './pictures'

// A township writes up a check at the desk: it is led from gap to gap, a reload loses nothing, and what was
// found stands as a hazard in the ledger.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]

it('a check is written up at the desk, gap by gap', async () => {
  const { page, watch, context } = await sit(browser, on1440, '永清镇')
  const { items } = await call<{ items: { id: string }[] }>(page, 'GET', '/sites?limit=1')
  await page.goto(`${base()}/inspections/new?site=${items[0]?.id}`)
  await page.getByLabel('检查表').selectOption({ index: 1 })
  await page.getByRole('button', { name: '开始填写' }).click()
  const found = page.locator('li[id^=item-]').filter({ has: page.getByRole('button', { name: '否', exact: true }) })
  await found.first().getByRole('button', { name: '否', exact: true }).click()
  await page.getByText('保存后自动成为隐患', { exact: false }).waitFor()

  await page.reload()
  await page.getByText('这是上次没填完的一张', { exact: false }).waitFor()
  await page.getByText('问题 1 处', { exact: false }).first().waitFor()

  const gaps = page.locator('aside li')
  const done = page.getByText('都填好了，可以完成。')
  for (let i = 0; i < 60 && !(await done.isVisible()); i++) await fill(page, gaps.first(), i)
  await done.waitFor()
  await shoot(page, 'inspect-complete')
  await page.getByRole('button', { name: '完成检查，1 处问题转为隐患' }).click()
  await page.getByText(/已登记 检〔\d{4}〕\d+号/).waitFor()
  await page.locator('a[href^="/hazards/"]').first().click()
  await page.locator('main h1').first().waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/hazards\/[0-9a-f-]{36}$/)
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
}, 120_000)

/** fill mends the first gap of the list by what it names: an answer, pictures or a note. */
async function fill(page: Page, gap: Locator, nth: number): Promise<void> {
  const lack = (await gap.locator('span').textContent()) ?? ''
  const name = (await gap.locator('a').getAttribute('href'))?.slice(1) ?? ''
  const item = page.locator(`[id="${name}"]`)
  const before = await page.locator('aside').textContent()
  if (lack.includes('照片')) {
    const picture = await photo(page, 900 + nth)
    await item
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: picture })
  } else if (lack.includes('说明')) await item.locator('textarea').first().fill('报警器没有接电')
  else if (await item.locator('fieldset button').count()) await item.locator('fieldset button').first().click()
  else await item.locator('input').first().fill('1')
  await expect.poll(() => page.locator('aside').textContent(), { timeout: 20_000 }).not.toBe(before)
}
