import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, shoot } from './harness'
import { sit } from './people'
import { workbook } from './xlsx'

// A table of units with good and bad rows: the dry run says per cell what would happen, the good rows go in, the bad ones
// stay on the screen with their reasons, and the whole import is taken back.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const heads = ['单位名称', '类别', '上级单位', '所在地', '成立日期']
const tail = String(Date.now() % 1e6)
const good = `演示导入站${tail}`

async function give(page: Page, name: string, rows: string[][], label = '选择文件并检查'): Promise<void> {
  await page.getByLabel(label).setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbook([heads, ...rows]),
  })
}

it('good rows go in, bad ones stay with their reasons, and all of it is taken back', async () => {
  const { page, watch, context } = await sit(browser, on1440, '县安委办')
  await page.goto(`${base()}/imports?kind=units`)
  await give(page, '名录.xlsx', [
    [good, '县直部门', '', '永清镇', '2022-01-17'],
    ['', '县直部门', '', '永清镇', ''],
    [`演示导入所${tail}`, '不存在的类别', '', '没有这个镇', '2022-02-30'],
  ])
  await page.getByRole('heading', { name: /新增 1 行.*有错 2 行/ }).waitFor()
  await shoot(page, 'imports-preview')
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByRole('heading', { name: /已导入 1 行.*2 行有错没有导入/ }).waitFor()
  await shoot(page, 'imports-result')
  const line = page.locator('li').filter({ hasText: '名录.xlsx' }).first()
  await line.getByRole('button', { name: /整批撤销/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销 1 行' }).click()
  await line.getByText('已撤销').waitFor()
  await page.getByRole('heading', { name: '已导入 1 行', exact: true }).waitFor({ state: 'detached' })
  await shoot(page, 'imports-undone')
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
}, 120_000)

it('the same dry run reads on a phone, in English, without scrolling sideways', async () => {
  const look = { name: '390-en', width: 390, height: 844, lang: 'en' as const }
  const { page, watch, context } = await sit(browser, look, '县安委办')
  await page.goto(`${base()}/imports?kind=units`)
  const rows = [
    [`演示导入股${tail}`, '县直部门', '', '永清镇', '2022-01-17'],
    ['', '不存在的类别', '', '没有这个镇', '2022-02-30'],
  ]
  await give(page, 'units.xlsx', rows, 'Choose a file and check it')
  await page.getByRole('heading', { name: /1 new,.*1 wrong/ }).waitFor()
  await shoot(page, 'imports-390-en')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
}, 120_000)
