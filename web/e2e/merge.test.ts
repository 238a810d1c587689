import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, overflow, shoot } from './harness'
import { attach, call, sit } from './people'

// Two meetings ask the same of one township. The desk proposes to ask once: one task with two parents, and the one answer
// flows back to both meetings.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const task = `第${Date.now() % 1_000_000}号冷库用电安全检查`

it('what a second meeting asks again is merged, and one answer ends both', async () => {
  const office = await sit(browser, on1440, '县安委办')
  const town = await sit(browser, on1440, '永清镇')
  await paste(office.page, '第四季度全体会议', `永清镇要在2026年12月15日前完成${task}，建立问题清单。`)
  await tick(office.page)
  await send(office.page, '下发给 1 个单位')
  const matter = await found(office.page)

  await paste(office.page, '冬季用电专题会议', `由永清镇牵头，年底前完成${task}。`)
  await merge(office.page)
  await tick(office.page)
  const second = office.page.url()
  await send(office.page, /下发|并入/)
  expect(await found(office.page)).toBe(matter) // still one task

  await answered(town.page, office.page, matter)
  await office.page.goto(`${base()}/matters/${matter}`)
  await office.page.getByText('第四季度全体会议', { exact: false }).first().waitFor()
  await office.page.getByText('冬季用电专题会议', { exact: false }).first().waitFor()
  await looks(office.page, 'merge-parents')
  await ended(office.page, second)
  await looks(office.page, 'merge-ended')
  expect(office.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
  await town.context.close()
}, 120_000)

/** Nobody types it anew: the text of the meeting is read, and the sentence ticked. */
async function paste(page: Page, kind: string, sentence: string): Promise<void> {
  await page.goto(`${base()}/meetings/new`)
  await page.locator('textarea[name=text]').fill(`县安委会2026年${kind}纪要
2026年11月20日上午，县安委会召开2026年${kind}。会议议定以下事项：
一、关于冬春安全
（一）${sentence}
`)
  await page.getByRole('button', { name: '读一遍' }).click()
  await page.getByRole('button', { name: '存下，去分解' }).click()
}

/** What is merged, or changed otherwise, must be looked at and ticked anew. */
async function tick(page: Page): Promise<void> {
  await page.locator('[data-entry]').filter({ hasText: task }).first().getByRole('checkbox').click()
  await page.getByText('已勾 1 项').waitFor()
}

async function send(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('link', { name: /核对 1 项/ }).click()
  await page.locator('main h1').waitFor()
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('button', { name: /^现在/ }).click()
  await page
    .getByText(/已下发|已并入/)
    .first()
    .waitFor()
}

async function merge(page: Page): Promise<void> {
  await page.locator('[data-entry]').filter({ hasText: task }).first().click()
  await page.getByText('在办的事项里有相似的', { exact: false }).waitFor()
  await looks(page, 'merge-proposed')
  await page.getByRole('button', { name: '并入这一件' }).first().click()
  await page.getByRole('button', { name: '已并入，取消' }).waitFor()
}

async function found(page: Page): Promise<string> {
  const list = await call<{ items: { id: string }[] }>(page, 'GET', `/matters?q=${encodeURIComponent(task)}`)
  expect(list.items.length).toBe(1)
  return list.items[0]?.id ?? ''
}

/** The township signs, answers with proof, and the office accepts: as their pages do. */
async function answered(town: Page, office: Page, matter: string): Promise<void> {
  await call(town, 'POST', `/matters/${matter}/sign`, {})
  const files = [await attach(town, '检查清单.pdf'), await attach(town, '现场照片.png')]
  await call(town, 'POST', `/matters/${matter}/feedback`, { text: '检查三处，问题两项当场整改。', final: true, files })
  await call(office, 'POST', `/matters/${matter}/review`, { pass: true })
}

/** The news goes from room to room a moment after the answer; a desk that is opened then shows it. */
async function ended(page: Page, desk: string): Promise<void> {
  const over = async () => {
    await page.goto(desk)
    const row = page.locator('[data-entry]').filter({ hasText: task }).first()
    await row.waitFor()
    return row.getByText('已办结').isVisible()
  }
  await expect.poll(over, { timeout: 90_000, interval: 1000 }).toBe(true)
}

async function looks(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    await shoot(page, `${name}-${width}`)
    await expect.poll(() => overflow(page), { message: `${name} at ${width}` }).toBeLessThanOrEqual(0)
  }
}
