import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, enter, launch, open, shoot } from './harness'

// A post makes its own book of diligence for January, in both languages, and the bundle verifies offline.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const program = process.env.ANLAN_BIN ?? join(import.meta.dirname, '../../bin/anlan')

it('a post makes its book for January in both languages, and the bundle verifies offline', async () => {
  const { page, context, watch } = await open(browser, on1440)
  await enter(context, 'township')
  const said = [
    ['中文', '不同意延期', '结论：未被改动。', 'zh'],
    ['English', 'Extension refused', 'Result: nothing was altered.', 'en'],
  ] as const
  for (const [lang, refused, result, code] of said) {
    await page.goto(`${base()}/diligence`)
    await make(page, lang)
    await shoot(page, `diligence-journey-${code}`)
    const book = await page.getByRole('link', { name: '打开和打印' }).getAttribute('href')
    const read = await context.newPage()
    await read.goto(`${base()}${book}`)
    await read.getByText(refused, { exact: true }).first().waitFor()
    await shoot(read, `diligence-book-${code}`)
    await read.close()
    expect(verify(await bundle(page), code)).toContain(result)
  }
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
})

it('a book of somebody else asks what it is for', async () => {
  const { page, context } = await open(browser, on1440)
  await enter(context, 'township')
  await page.goto(`${base()}/diligence`)
  const purpose = page.getByRole('textbox', { name: '用途' })
  await purpose.waitFor()
  expect(await purpose.inputValue()).toBe('自证履职')
  await page.getByRole('radio', { name: '某个单位' }).check()
  expect(await purpose.inputValue()).toBe('')
  await page.getByRole('button', { name: '编制', exact: true }).click()
  await page.getByRole('link', { name: /用途/ }).waitFor()
  await context.close()
})

async function make(page: Page, lang: string): Promise<void> {
  await page.locator('select[name=period]').waitFor()
  const months = await page
    .locator('select[name=period] option')
    .evaluateAll(list => list.map(o => (o as HTMLOptionElement).value))
  const january = months.filter(m => m.endsWith('-01')).at(-1) ?? ''
  await page.locator('select[name=period]').selectOption(january)
  await page.getByRole('radio', { name: lang }).check()
  await page.getByRole('button', { name: '编制', exact: true }).click()
  await page.waitForURL(/\/diligence\/[0-9a-f-]{36}$/)
  await page.getByRole('link', { name: '下载核验包' }).waitFor()
}

async function bundle(page: Page): Promise<string> {
  const [got] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载核验包' }).click(),
  ])
  const file = join(mkdtempSync(join(tmpdir(), 'anlan-book-')), 'bundle.zip')
  await got.saveAs(file)
  return file
}

const verify = (file: string, lang: string): string =>
  execFileSync(program, ['diligence', 'verify', file, '--lang', lang], { encoding: 'utf8' })
