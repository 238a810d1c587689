import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, shoot } from './harness'
import { assign, call, type Person, sit, unitId } from './people'
import { type Sinks, sink } from './sinks'

// A notice leaves the program: the administrator opens the channels, the unit is reached by mail and by three robots, the
// record says whom it told, and only those who have not read are chased.

let browser: Browser
let sinks: Sinks
let admin: Person

const on1440 = desk[0] as (typeof desk)[number]
const unit = '清水县住房和城乡建设局'

beforeAll(async () => {
  browser = await launch()
  sinks = await sink()
  admin = await sit(browser, on1440, '演示信息中心')
})
afterAll(async () => {
  const off = { on: false, host: '', port: 25, security: 'none', user: '', from: '' }
  await call(admin.page, 'PUT', '/settings/channels', { site: '', mail: off, robots: false, allow: [] })
  for (const c of await contacts(admin.page))
    await call(admin.page, 'PATCH', `/contacts/${c.id}`, { revision: c.revision, status: 'abolished' })
  await browser.close()
  await sinks.close()
})

interface Contact {
  id: string
  revision: number
  status: string
}

async function contacts(page: Page): Promise<Contact[]> {
  const owner = `registry.unit:${await unitId(page, unit)}`
  const list = await call<{ items: Contact[] }>(page, 'GET', `/contacts?owner=${owner}`)
  return list.items.filter(c => c.status === 'active')
}

it('a matter reaches its unit by mail and by the robots, and only the unread are chased', async () => {
  const office = await sit(browser, on1440, '县安委办')
  await openChannels(admin.page)
  await tryOne(admin.page)
  await reach(office.page)

  const title = `塔吊附着检查 ${Date.now() % 1e6}`
  const { id } = await assign(office.page, title, unit, 'urgent') // an ordinary one would wait at night: quiet.test.ts
  await arrived(title)
  expect(robots(title)).toEqual(['/dingtalk', '/feishu', '/wecom'])
  await toldWhom(office.page, id)

  const before = sinks.posts.length
  await chase(office.page, '只催未读的')
  await expect.poll(() => sinks.posts.length, { timeout: 90_000 }).toBeGreaterThan(before)
  await chase(office.page, '只催未读的') // again at once: nobody is disturbed twice in ten minutes
  await office.page.getByText('刚催过', { exact: false }).waitFor()
  for (const p of [office, admin]) expect(p.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
})

async function openChannels(page: Page): Promise<void> {
  await page.goto(`${base()}/channels`)
  await page.getByLabel('用邮件发通知').check()
  await page.locator('input[name="mail.host"]').fill('127.0.0.1')
  await page.locator('input[name="mail.port"]').fill(String(sinks.smtp))
  await page.locator('select[name="mail.security"]').selectOption('none')
  await page.locator('input[name="mail.from"]').fill('anwei@example.cn')
  await page.getByLabel('用群机器人发通知').check()
  await page.locator('input[name=site]').fill(base())
  await page.locator('textarea[name=allow]').fill('127.0.0.1')
  await shoot(page, 'channels-filled')
  await page.getByRole('button', { name: '保存通知设置' }).click()
  await page.getByText('通知设置已保存。').waitFor()
}

/** One message of each kind, before anybody relies on it. */
async function tryOne(page: Page): Promise<void> {
  await page.locator('input[name=address]').fill('somebody@example.cn')
  await page.getByRole('button', { name: '发送测试消息' }).click()
  await expect.poll(() => sinks.letters.length, { timeout: 90_000 }).toBe(1)
  await shoot(page, 'channels-tried')
}

/** How the unit is reached is written on its page, and may be put right there. */
async function reach(page: Page): Promise<void> {
  await page.goto(`${base()}/units/${await unitId(page, unit)}`)
  for (const [channel, address] of [
    ['mail', 'zhujian@example.cn'],
    ['wecom', `${sinks.http}/wrong`],
    ['dingtalk', `${sinks.http}/dingtalk`],
    ['feishu', `${sinks.http}/feishu`],
  ] as const) {
    await page.getByRole('button', { name: '添加联系方式' }).click()
    const form = page.locator('[role=dialog]')
    await form.locator('select[name=channel]').selectOption(channel)
    await form.locator('input[name=address]').fill(address)
    await form.locator('input[name=purpose]').fill('交办通知')
    await form.getByRole('checkbox').check()
    await form.getByRole('button', { name: '保存' }).click()
    await form.waitFor({ state: 'detached' })
  }
  const line = page.locator('li').filter({ hasText: '企业微信' })
  await line.getByRole('button', { name: '修改' }).click()
  await page.waitForTimeout(300)
  await shoot(page, 'contact-edit')
  await page.locator('[role=dialog] input[name=address]').fill(`${sinks.http}/wecom`)
  await page.locator('[role=dialog]').getByRole('button', { name: '保存' }).click()
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  await shoot(page, 'contacts')
}

const words = (post: { body: unknown }) => JSON.stringify(post.body)
const robots = (title: string) =>
  [...new Set(sinks.posts.filter(p => words(p).includes(title)).map(p => p.path.split('?')[0]))].sort()

async function arrived(title: string): Promise<void> {
  await expect.poll(() => robots(title).length, { timeout: 90_000 }).toBe(3)
  await expect
    .poll(() => sinks.letters.some(l => l.includes('To: <zhujian@example.cn>')), { timeout: 90_000 })
    .toBe(true)
}

async function toldWhom(page: Page, matter: string): Promise<void> {
  await page.goto(`${base()}/matters/${matter}`)
  await page.getByText(/告知 \d+ 条/).click()
  await page.getByText('企业微信', { exact: false }).first().waitFor()
  await shoot(page, 'channels-told')
}

async function chase(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await page
    .getByText(/已再次通知|刚催过/)
    .first()
    .waitFor()
}
