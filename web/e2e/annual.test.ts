import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { chairs } from './chairs'
import { base } from './harness'

// The office opens last year's report: a number opens its list, what nobody wrote down is no number, a zero report
// makes it one, and the draft bulletin has no number of its own yet.

const { sit } = chairs()
let page: Page
const last = new Date().getFullYear() - 1

beforeAll(async () => {
  page = (await sit('office')).page
}, 60_000)

const figure = (name: string) => page.locator('main dl > div', { hasText: name }).first()

it('opens the list behind a number', async () => {
  await page.goto(`${base()}/annual`)
  const accidents = figure('生产安全事故')
  await accidents.waitFor()
  expect(await accidents.textContent()).toContain('上年 2')
  await accidents.getByRole('link', { name: '1', exact: true }).click()
  await page.locator('tbody tr').first().waitFor()
  expect(await page.locator('tbody tr').count()).toBe(1)
  expect(await page.locator('main h1').textContent()).toContain(`${last} 年`)
})

it('says no record until somebody declares that there was nothing', async () => {
  await page.goto(`${base()}/annual`)
  const inspections = figure('开展检查')
  await inspections.waitFor()
  expect(await inspections.textContent()).toContain('无记录')
  await page.getByRole('button', { name: '零报告' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('select[name=source]').selectOption('inspection')
  await dialog.locator('input[name=basis]').fill('检查登记簿')
  await dialog.getByRole('button', { name: '零报告' }).click()
  await expect.poll(() => inspections.textContent()).toMatch(/^开展检查（次）0/) // of the year before nobody knows still
}, 30_000)

it('drafts the bulletin without a number', async () => {
  await page.getByRole('button', { name: '起草通报' }).click()
  await page.waitForURL(/\/documents\/drafts\//)
  await page.getByText('（未编号）').first().waitFor()
  expect(await page.locator('textarea').first().inputValue()).toContain('生产安全事故1起，同比减少1起，下降50%')
}, 30_000)
