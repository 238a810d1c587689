import { deflateSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uuidv7 } from '../src/app/uuid'
import { axe, base, desk, enter, launch, open, overflow, shoot } from './harness'

// A citizen reports by the page behind a label, without JavaScript and with a picture; the office finds it true; the
// enterprise puts it right; the citizen reads by the code what became of it. Real server, real browser.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const nth = Date.now() % 1_000_000
const seen = `收银台后面第${nth}道安全出口被货架堵死`

it('a report goes from the label to the hazard and back to its reporter', async () => {
  const office = await open(browser, on1440)
  await enter(office.context, 'office')
  const firm = await open(browser, on1440)
  await enter(firm.context, 'enterprise')
  const label = await labelOf(office.context, firm.context)

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
    locale: 'zh-CN',
  })
  const citizen = await phone.newPage()
  const code = await report(citizen, label)
  await citizenSees(citizen, code, '等待受理')

  const hazard = await confirm(office.page)
  await citizenSees(citizen, code, '正在整改')
  await blind(firm.page, hazard)
  await putRight(firm.context, hazard)
  await check(office.context, hazard)
  await eventually(() => citizenSees(citizen, code, '已整改并复查销号'))
  await shoot(citizen, 'tip-journey-followed')

  expect(office.watch).toEqual({ errors: [], outside: [] })
  for (const c of [office.context, firm.context, phone]) await c.close()
})

/** The forms of the public, looked at as people see them: narrow, in English, and read aloud. */
it('the pages of the public are readable', async () => {
  for (const [width, lang] of [
    [390, 'zh-CN'],
    [320, 'en'],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, locale: lang })
    const page = await context.newPage()
    for (const path of ['/report', '/report/follow']) {
      await page.goto(base() + path)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await axe(page)).toEqual([])
      await shoot(page, `tip${path.replaceAll('/', '-')}-${width}`)
    }
    await context.close()
  }
})

/** A label at a site of the enterprise that the demonstration's enterprise post runs. */
async function labelOf(office: BrowserContext, firm: BrowserContext): Promise<string> {
  const session = (await (await firm.request.get(`${base()}/api/v1/session`)).json()) as {
    post: { unit: { id: string } }
  }
  const sites = await (await office.request.get(`${base()}/api/v1/sites?unit=${session.post.unit.id}`)).json()
  const site = (sites as { items: { id: string }[] }).items[0]
  if (!site) throw new Error('The demonstration’s enterprise has no site')
  const made = await send(office, `/sites/${site.id}/labels`, {})
  return (made as { code: string }).code
}

async function send(who: BrowserContext, path: string, data: object): Promise<unknown> {
  const answer = await who.request.post(`${base()}/api/v1${path}`, {
    data,
    headers: { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() },
  })
  if (!answer.ok()) throw new Error(`POST ${path} answered ${answer.status()}: ${await answer.text()}`)
  return answer.json()
}

async function report(page: Page, label: string): Promise<string> {
  await page.goto(`${base()}/q/${label}`)
  await shoot(page, 'tip-journey-label')
  await page.getByRole('link', { name: '我要举报' }).click()
  await page.locator('textarea[name=text]').fill(seen)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_2041.JPG', mimeType: 'image/jpeg', buffer: picture() })
  await page.locator('select[name=category]').selectOption('exit')
  await page.locator('input[name=phone]').fill('没有')
  await page.getByRole('button', { name: '提交举报' }).click()
  await page.getByText('电话号码看起来不对').first().waitFor()
  expect(await page.locator('textarea[name=text]').inputValue()).toBe(seen)
  expect(await page.locator('input[name=kept]').count()).toBe(1)
  await shoot(page, 'tip-journey-again')
  await page.locator('input[name=phone]').fill('')
  await page.getByRole('button', { name: '提交举报' }).click()
  await page.getByText('您的查询码').waitFor()
  await shoot(page, 'tip-journey-code')
  return (await page.locator('#code').textContent()) ?? ''
}

async function citizenSees(page: Page, code: string, words: string): Promise<void> {
  await page.goto(`${base()}/report/follow`)
  await page.locator('input[name=code]').fill(code)
  await page.getByRole('button', { name: '查询' }).click()
  expect(await page.locator('.stands').textContent()).toContain(words)
}

/** The office takes it up and confirms it in its own words, with no picture of the reporter's. */
async function confirm(page: Page): Promise<string> {
  await page.goto(`${base()}/tips`)
  await page.getByText(seen).first().waitFor()
  await shoot(page, 'tip-journey-inbox')
  await page
    .getByRole('button', { name: new RegExp(seen) })
    .or(page.locator('tbody tr', { hasText: seen }).locator('button').first())
    .first()
    .click()
  await page.getByRole('button', { name: '受理' }).click()
  await page.getByRole('button', { name: '属实，转为隐患' }).click()
  const dialog = page.locator('[role=dialog]')
  await dialog.locator('textarea[name=text]').fill(`一层东侧第${nth}道疏散门前摆放货架`)
  await dialog.locator('textarea[name=answer]').fill('现场核查属实，已要求当日清除。')
  await shoot(page, 'tip-journey-confirm')
  await dialog.getByRole('button', { name: '属实，登记隐患' }).click()
  const link = page.locator('a[href^="/hazards/"]').first()
  await link.waitFor()
  await shoot(page, 'tip-journey-desk')
  return ((await link.getAttribute('href')) ?? '').split('/').pop() ?? ''
}

/** The unit that owes it sees the hazard, and nothing of a report. */
async function blind(page: Page, hazard: string): Promise<void> {
  await page.goto(`${base()}/hazards/${hazard}`)
  await page.getByText(`第${nth}道疏散门`).first().waitFor()
  expect(await page.locator('main').textContent()).not.toContain('举报')
  const answer = await page.context().request.get(`${base()}/api/v1/hazards/${hazard}`)
  expect(((await answer.json()) as { source: string }).source).toBe('')
  const tips = await page.context().request.get(`${base()}/api/v1/tips`)
  expect(tips.status()).toBe(403)
}

async function putRight(firm: BrowserContext, hazard: string): Promise<void> {
  const h = (await (await firm.request.get(`${base()}/api/v1/hazards/${hazard}`)).json()) as { matter: string }
  const files = [await upload(firm, '整改前.png', 60), await upload(firm, '整改后.png', 200)]
  await send(firm, `/matters/${h.matter}/sign`, {})
  await send(firm, `/matters/${h.matter}/feedback`, { text: '货架已清除，出口常开。', final: true, files })
}

async function check(office: BrowserContext, hazard: string): Promise<void> {
  const photos = [{ hash: await upload(office, '复查.png', 90), at: new Date().toISOString() }]
  const body = { revision: 0, pass: true, visit: true, text: '现场复查，已清除。', despite: '复查属实', photos }
  await eventually(() => send(office, `/hazards/${hazard}/close`, body))
}

async function upload(who: BrowserContext, name: string, tone: number): Promise<string> {
  const answer = await who.request.post(`${base()}/api/v1/files`, {
    headers: { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() },
    multipart: { file: { name, mimeType: 'image/png', buffer: png(tone) } },
  })
  return ((await answer.json()) as { hash: string }).hash
}

/** What another room hears comes a moment later. */
async function eventually(act: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await act()
      return
    } catch (e) {
      if (tries === 20) throw e
      await new Promise(done => setTimeout(done, 500))
    }
  }
}

/** A picture of one colour that nobody sent before. */
function png(tone: number): Buffer {
  const row = Buffer.alloc(1 + 3 * 32, tone)
  row[0] = 0
  row.writeUInt32BE(Date.now() % 0xffff_ffff, 1)
  const raw = Buffer.concat(Array.from({ length: 32 }, () => row))
  const chunk = (kind: string, body: Buffer): Buffer => {
    const head = Buffer.concat([Buffer.from(kind), body])
    const out = Buffer.alloc(8 + head.length)
    out.writeUInt32BE(body.length, 0)
    head.copy(out, 4)
    out.writeUInt32BE(crc(head), 4 + head.length)
    return out
  }
  const ihdr = Buffer.from([0, 0, 0, 32, 0, 0, 0, 32, 8, 2, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', ihdr),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(data: Buffer): number {
  let c = 0xffff_ffff
  for (const byte of data) {
    c ^= byte
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb8_8320 ^ (c >>> 1) : c >>> 1
  }
  return (c ^ 0xffff_ffff) >>> 0
}

/** Phones name their pictures as they like; the server looks at the content. */
function picture(): Buffer {
  return png(40)
}
