import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, open, shoot } from './harness'
import { assign, call, pick, sit, unitId } from './people'

// A post changes hands: work hangs on the post, so everything open moves with it; the successor's account comes from the
// sheet of one-time links, and whoever left sees nothing any more.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const on390 = desk[4] as (typeof desk)[number]
const unit = '清水县人民政府办公室'
const stamp = Date.now() % 1e6

it('the successor takes over every open item, by an account of the sheet', async () => {
  const office = await sit(browser, on1440, '县安委办')
  const admin = await sit(browser, on1440, '演示信息中心')
  const { post, leaver } = await holder(office.page)
  const first = await assign(office.page, `车辆冬检 ${stamp}`, unit)
  const second = await assign(office.page, `食堂燃气检查 ${stamp}`, unit)

  await handOver(office.page, post.title)
  expect((await whoSits(office.page, post.id))?.name).not.toBe(leaver)
  const link = await makeAccount(admin.page)
  const successor = await open(browser, on390)
  await redeem(successor.page, link)
  await successor.page.getByText(`车辆冬检 ${stamp}`).first().waitFor()
  await successor.page.getByText(`食堂燃气检查 ${stamp}`).first().waitFor()
  await shoot(successor.page, 'handover-todo')
  for (const m of [first, second]) await call(successor.page, 'POST', `/matters/${m.id}/sign`, {})
  for (const p of [office, admin, successor]) expect(p.watch.errors).toEqual([])
  for (const p of [office, admin, successor]) await p.context.close()
})

interface PostRow {
  id: string
  title: string
  kind: string
  holders: { person: { id: string; name: string } }[]
}

const posts = async (page: Page): Promise<PostRow[]> =>
  (await call<{ items: PostRow[] }>(page, 'GET', `/posts?unit=${await unitId(page, unit)}`)).items

/** The post on which the unit's work lands: its liaison, else its chief. */
async function holder(page: Page): Promise<{ post: PostRow; leaver: string }> {
  const all = await posts(page)
  const post = all.find(p => p.kind === 'liaison') ?? all.find(p => p.kind === 'chief')
  if (!post) throw new Error(`${unit} has no post`)
  return { post, leaver: post.holders[0]?.person.name ?? '' }
}

const whoSits = async (page: Page, id: string) => (await posts(page)).find(p => p.id === id)?.holders[0]?.person

async function handOver(page: Page, title: string): Promise<void> {
  await page.goto(`${base()}/units/${await unitId(page, unit)}`)
  const line = page.locator('li').filter({ hasText: title }).first()
  await line.getByRole('button', { name: '交接' }).click()
  const form = page.locator('[role=dialog]')
  await form.getByRole('button', { name: '通讯录里没有这个人，先登记' }).click()
  await form.locator('input[name=name]').fill(`赵接任${stamp}`)
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await form.getByText(`赵接任${stamp}`).first().waitFor()
  await form.getByRole('button', { name: '今天' }).click()
  await shoot(page, 'handover-form')
  await form.getByRole('button', { name: '确认交接' }).click()
  await page.getByText(`已由 赵接任${stamp} 接任`, { exact: false }).waitFor()
  await page.waitForTimeout(400)
  await shoot(page, 'handover-done')
}

/** The administrator looks at who in the unit has no account, makes it, and holds the sheet. */
async function makeAccount(page: Page): Promise<string> {
  await page.goto(`${base()}/accounts/bulk`)
  await pick(page.locator('main'), unit, '政府办公室')
  await page
    .getByRole('row')
    .filter({ hasText: `赵接任${stamp}` })
    .getByText('新建')
    .waitFor()
  await page.getByRole('button', { name: '为 1 人生成账号和链接' }).click()
  await page.locator('[role=dialog]').getByRole('button', { name: '为 1 人生成账号和链接' }).click()
  const slip = page.locator('main li').filter({ hasText: `赵接任${stamp}` })
  await slip.waitFor()
  return (await slip.getByText('/redeem#').textContent()) ?? ''
}

/** The owner opens the link on a phone, sets a password that nobody else knows, and signs in. */
async function redeem(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await shoot(page, 'redeem')
  const fields = page.locator('input[type=password]')
  await fields.nth(0).fill('Paper-lantern 9')
  await fields.nth(1).fill('Paper-lantern 9')
  await page.locator('form button[type=submit]').click()
  await page.getByText('登录', { exact: false }).first().waitFor()
  await shoot(page, 'redeemed')
  await page.goto(base())
  await page.locator('input[name=login]').fill(`zhaojieren${stamp}`)
  await page.locator('input[type=password]').fill('Paper-lantern 9')
  await page.getByRole('button', { name: '登录', exact: true }).click()
}
