import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, shoot } from './harness'
import { assign, attach, call, pick, press, sit } from './people'

// The honest exits of a matter: passed on twice and then decided, closed and opened again.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const on390 = desk[4] as (typeof desk)[number]

async function giveBack(page: Page, matter: string, reason: string, to: string, words: string): Promise<void> {
  const form = await press(page, matter, '不是我的，退回')
  await form.locator('textarea').fill(reason)
  await pick(form, to, words)
  await form.getByRole('button', { name: '退回', exact: true }).click()
  await page.getByText('已退回', { exact: false }).first().waitFor()
}

it('a matter that nobody takes is passed on twice, then the office decides', async () => {
  const office = await sit(browser, on1440, '县安委办')
  const first = await sit(browser, on1440, '县应急局')
  const second = await sit(browser, on1440, '县住建局')
  const third = await sit(browser, on390, '永清镇')
  const { id } = await assign(office.page, `集贸市场用电排查 ${Date.now() % 1e6}`, '清水县应急管理局')

  await giveBack(first.page, id, '市场由住建部门管', '清水县住房和城乡建设局', '住房')
  await shoot(first.page, 'hop-1')
  await giveBack(second.page, id, '市场在永清镇，属地办', '永清镇人民政府', '永清镇')
  await shoot(second.page, 'hop-2')
  await giveBack(third.page, id, '镇里没有执法权', '清水县应急管理局', '应急')
  await shoot(third.page, 'hop-3')

  await office.page.goto(base())
  await office.page
    .getByText(/集贸市场用电排查/)
    .first()
    .waitFor()
  await shoot(office.page, 'hop-todo')
  const form = await press(office.page, id, '确定由谁来办')
  await form.getByText('县应急局').first().waitFor() // what the last one suggested stands there already
  await office.page.waitForTimeout(300)
  await shoot(office.page, 'hop-decide')
  await form.locator('textarea').fill('按三定方案，市场用电由应急局牵头')
  await form.getByRole('button', { name: /^转/ }).click()
  await office.page.getByText('已转给', { exact: false }).first().waitFor()
  await office.page.waitForTimeout(500)
  await shoot(office.page, 'hop-river')
  const one = await call<{ state: string; unit: { name: string }; due: string }>(office.page, 'GET', `/matters/${id}`)
  expect(one.unit.name).toContain('应急')
  for (const p of [office, first, second, third]) expect(p.watch).toEqual({ errors: [], outside: [] })
  for (const p of [office, first, second, third]) await p.context.close()
})

it('a closed matter is opened again with a reason and a new day, and its past stays', async () => {
  const office = await sit(browser, on1440, '县安委办')
  const unit = await sit(browser, on1440, '县应急局')
  const { id } = await assign(office.page, `物资库门锁更换 ${Date.now() % 1e6}`, '清水县应急管理局')
  await call(unit.page, 'POST', `/matters/${id}/sign`, {})
  const file = await attach(unit.page, '验收单.pdf')
  await call(unit.page, 'POST', `/matters/${id}/feedback`, { text: '门锁 3 把已更换。', final: true, files: [file] })
  await call(office.page, 'POST', `/matters/${id}/review`, { pass: true })

  const form = await press(office.page, id, '重开')
  await shoot(office.page, 'reopen-form')
  await form.locator('textarea').fill('回访发现其中一把又坏了')
  await form.getByLabel('新的期限').fill('10天')
  await form.getByLabel('新的期限').press('Tab')
  await form.getByRole('button', { name: '重开', exact: true }).click()
  await office.page.getByText('已重开', { exact: false }).first().waitFor()
  await office.page.waitForTimeout(500)
  await shoot(office.page, 'reopen-river')
  const one = await call<{ state: string }>(office.page, 'GET', `/matters/${id}`)
  expect(one.state).not.toBe('closed')
  await unit.page.goto(base())
  await unit.page.getByText('物资库门锁更换', { exact: false }).first().waitFor()
  await shoot(unit.page, 'reopen-todo')
  for (const p of [office, unit]) expect(p.watch).toEqual({ errors: [], outside: [] })
  for (const p of [office, unit]) await p.context.close()
})
