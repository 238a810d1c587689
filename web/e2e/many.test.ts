import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, base, desk, launch, overflow, shoot } from './harness'
import { call, sit } from './people'

// A meeting leaves tasks without an owner: the office chooses them, by box, Shift and keyboard, writes one township into
// all in one press, takes it back and writes it again; and a sentence that was cut wrongly is marked anew.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const count = 30
const tasks = Array.from({ length: count }, (_, i) => `（${i + 1}）开展第${i + 1}号桥梁隐患排查，每季度报送排查清单。`)

it('thirty tasks get one township in one press, and it is taken back in one', async () => {
  const office = await sit(browser, on1440, '县安委办')
  const { page } = office
  const meeting = await minuted(page)
  await page.goto(`${base()}/meetings/${meeting}/desk`)
  await page.getByRole('button', { name: '多条一起改' }).click()
  const lacking = page.getByRole('button', { name: /^缺牵头 / })
  const open = Number(/\d+/.exec((await lacking.textContent()) ?? '')?.[0])
  expect(open).toBeGreaterThanOrEqual(count)

  const boxes = page.getByRole('checkbox', { name: /^选取第/ })
  await boxes.nth(1).click()
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await page.getByText('已选 4 条。').waitFor()
  await boxes.nth(4).press('Space')
  await page.getByText('已选 3 条。').waitFor()
  await lacking.click()
  await page.getByText(`已选 ${open} 条。`).waitFor()
  await looks(page, 'many')

  await write(page, open, '永清镇')
  await page.getByText(`已改 ${open} 条。`).waitFor()
  await page.getByRole('button', { name: '缺牵头 0' }).waitFor()
  expect(await leads(page, meeting)).toEqual(new Set(['永清镇人民政府']))
  await looks(page, 'many-done')

  await page.getByRole('button', { name: `撤销这 ${open} 条` }).click()
  await page.getByText(`已撤销，${open} 条恢复原样。`).waitFor()
  await page.getByRole('button', { name: `缺牵头 ${open}` }).waitFor()
  await sentence(page)
  expect(office.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
}, 180_000)

/** minuted records a meeting and its text, as its pages do. */
async function minuted(page: Page): Promise<string> {
  const meeting = await call<{ id: string; revision: number }>(page, 'POST', '/meetings', {
    kind: 'special',
    title: '桥梁安全专题会议',
    date: '2025-03-03',
    state: 'held',
  })
  const text = `桥梁安全专题会议纪要\n2025年3月3日上午，召开桥梁安全专题会议。会议议定以下事项：\n${tasks.join('\n')}\n`
  await call(page, 'PUT', `/meetings/${meeting.id}/minutes`, { revision: meeting.revision, text })
  return meeting.id
}

async function write(page: Page, chosen: number, unit: string): Promise<void> {
  await page.getByRole('button', { name: `改选中的 ${chosen} 条` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('牵头单位').fill(unit)
  await dialog.getByLabel('牵头单位').press('Enter')
  await dialog.getByRole('button', { name: `去掉 ${unit}` }).waitFor()
  await looks(page, 'many-form')
  await dialog.getByRole('button', { name: `改这 ${chosen} 条` }).click()
  await dialog.waitFor({ state: 'hidden' })
}

interface Stored {
  decisions: { kind: string; state: string; owners: { units: { name: string }[] }[]; cadence: string }[]
}

/** leads are the units that lead the tasks of a meeting, as they are stored. */
async function leads(page: Page, meeting: string): Promise<Set<string>> {
  const { decisions } = await call<Stored>(page, 'GET', `/meetings/${meeting}/desk`)
  const open = decisions.filter(d => d.kind === 'task')
  expect(open.filter(d => d.cadence === 'quarterly').length).toBeGreaterThan(0)
  return new Set(open.flatMap(d => d.owners).flatMap(o => o.units.map(u => u.name)))
}

/** sentence moves what a task stands on: by the keyboard clause by clause, by the mouse to marked words. */
async function sentence(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出多选' }).click()
  await page.locator('[data-desk-row]').first().click()
  const quote = page.locator('[data-sheet] blockquote')
  const before = (await quote.textContent()) ?? ''
  await page.getByText('原句不对？改一改').press('Enter')
  await page.getByRole('button', { name: '向后多取一句' }).press('Enter')
  await page.getByText(`原先读出的是：“${before}”`).waitFor()
  expect(((await quote.textContent()) ?? '').length).toBeGreaterThan(before.length)
  await looks(page, 'source-moved')
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await page.getByText(`原先读出的是：“${before}”`).waitFor({ state: 'hidden' })
  expect(await quote.textContent()).toBe(before)

  const line = page.locator('[data-at=text] p').filter({ hasText: '第5号桥梁' })
  await line.selectText()
  await line.dispatchEvent('mouseup')
  await page.getByRole('button', { name: /^改为第 \d+ 条的原句$/ }).click()
  await quote.filter({ hasText: '第5号桥梁' }).waitFor()
}

async function looks(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [390, 844],
    [768, 1024],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    if (process.env.ANLAN_SHOTS) await shoot(page, `${name}-${width}`)
    await expect.poll(() => overflow(page), { message: `${name} at ${width}` }).toBeLessThanOrEqual(0)
  }
  expect(await axe(page)).toEqual([])
}
