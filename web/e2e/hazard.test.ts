import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, enter, launch, open, shoot } from './harness'
import { choose, send } from './people'

// A major hazard runs its full listed supervision (挂牌督办), with its documents, pressed by two posts on a real server.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]
const what = `厨房第${Date.now() % 1_000_000}号灶未装燃气泄漏报警，用气场所设在地下室`

it('a major hazard is graded, planned, listed, extended, accepted, delisted and printed', async () => {
  const office = await open(browser, on1440)
  const town = await open(browser, on1440)
  await enter(office.context, 'office')
  await enter(town.context, 'township')

  const hazard = await report(office.page)
  await plan(town.page, hazard)
  await list(office.page, hazard)
  await stop(office.page)
  await askForTime(town.page, hazard)
  await answer(office.page)
  await fix(town.page)
  await accept(office.page)
  await delist(office.page)
  await papers(office.page, hazard)
  await twoPages(office.page)

  expect(office.watch).toEqual({ errors: [], outside: [] })
  expect(town.watch).toEqual({ errors: [], outside: [] })
  await office.context.close()
  await town.context.close()
})

/** The office reports it by its clause; the answers of the walk make it major. */
async function report(page: Page): Promise<string> {
  await page.goto(`${base()}/hazards`)
  await page.getByRole('button', { name: '上报隐患' }).click()
  const dialog = page.locator('[role=dialog]')
  await pick(page, '场所', '敬老院')
  await dialog.locator('textarea[name=text]').fill(what)
  await dialog.locator('select[name=category]').selectOption('gas_use')
  await dialog.locator('select[name=sector]').selectOption('gas')
  await snap(page, 1)
  await dialog.getByText('重大（有条款依据）').click()
  const clauses = dialog.locator('ol > li')
  await clauses.first().waitFor()
  await clauses.filter({ hasNotText: '原文待核' }).first().getByRole('button', { name: '有', exact: true }).click()
  await dialog.getByRole('button', { name: '其余都没有' }).click()
  await dialog.getByRole('status').getByText('重大隐患').waitFor()
  await pick(page, '会议要求', '客运车辆')
  await dialog.getByRole('button', { name: '上报并交办' }).click()
  await page.waitForURL(/\/hazards\/[0-9a-f-]{36}$/)
  const behind = page.getByRole('region', { name: '从哪里来、凭什么' })
  await behind.getByRole('link', { name: /对客运车辆和驾驶人逐一检查/ }).waitFor() // the meeting's sentence
  await behind.getByRole('link', { name: '排查出的隐患按期整改销号' }).waitFor() // the clause of the township's letter
  await page.getByText('待落实方案').first().waitFor()
  return page.url()
}

/** The unit that owes it fills the five implementations: four are not enough, the fifth begins the work. */
async function plan(page: Page, hazard: string): Promise<void> {
  await page.goto(hazard)
  await verb(page, '填“五落实”')
  const dialog = page.locator('[role=dialog]')
  await dialog.getByText(/还缺/).waitFor()
  await dialog.locator('[name=duty]').fill('永清镇镇长负责，安监站站长具体办')
  await dialog.locator('textarea[name=measures]').fill('停用地下灶间，三十日内迁到地面并装报警切断装置。')
  await dialog.locator('[name=money]').fill('两千元，镇财政列支')
  await day(dialog, '时限', '60天')
  await dialog.locator('textarea[name=emergency]').fill('迁走前断气，改用电灶，每餐后专人检查。')
  await dialog.getByText('五项齐了，保存后开始整改。').waitFor()
  await dialog.getByRole('button', { name: '填“五落实”' }).click()
  await page.getByText('整改中').first().waitFor()
}

/** First the report to the regulator, then the notice with its number, then its publication. */
async function list(page: Page, hazard: string): Promise<void> {
  await page.goto(hazard)
  await verb(page, '登记报告')
  const dialog = page.locator('[role=dialog]')
  await day(dialog, '报告日期', '今天')
  await dialog.locator('textarea[name=text]').fill('已书面报告县住建局。')
  await send(dialog, '登记报告')

  await verb(page, '挂牌督办')
  await day(dialog, '整改期限', '60天')
  await dialog.locator('textarea[name=demand]').fill('整改期间地下灶间断气停用。')
  await send(dialog, '挂牌督办')
  await page
    .getByText(/安委督〔\d{4}〕\d+号/)
    .first()
    .waitFor()

  await publish(page, '县政府网站')
}

async function publish(page: Page, where: string): Promise<void> {
  await verb(page, '登记公示')
  const dialog = page.locator('[role=dialog]')
  await day(dialog, '公示日期', '今天')
  await dialog.locator('[name=where]').fill(where)
  await send(dialog, '登记公示')
  await page.locator('aside').getByText(where).waitFor()
}

async function stop(page: Page): Promise<void> {
  await verb(page, '责令停产撤人')
  const dialog = page.locator('[role=dialog]')
  await dialog.locator('textarea[name=scope]').fill('地下灶间停止用气')
  await send(dialog, '责令停产撤人')
  await page.getByText('停产中').first().waitFor()
}

async function askForTime(page: Page, hazard: string): Promise<void> {
  await page.goto(hazard)
  const extend = page.locator('aside').getByRole('button', { name: '申请延期' }).last()
  await extend.click()
  const dialog = page.locator('[role=dialog]')
  await day(dialog, '延到', '90天')
  await dialog.locator('textarea[name=reason]').fill('报警切断装置到货要两个月。')
  await send(dialog, '申请延期')
}

async function answer(page: Page): Promise<void> {
  await page.reload()
  await verb(page, '答复延期')
  const dialog = page.locator('[role=dialog]')
  await dialog.getByText(/^同意延到/).click()
  await dialog.locator('textarea[name=reason]').fill('同意，期间不得用气。')
  await send(dialog, '答复延期')
  await page
    .locator('aside')
    .getByText(/同意延到/)
    .waitFor()
}

/** The township signs and reports the work with its proof, on the page of the hazard itself. */
async function fix(page: Page): Promise<void> {
  await page.reload()
  const aside = page.locator('aside')
  await aside.getByRole('button', { name: '签收' }).click()
  const dialog = page.locator('[role=dialog]')
  await send(dialog, /签收/)
  await aside.getByRole('button', { name: '反馈整改' }).click()
  await dialog.locator('input[type=radio]').last().check()
  await dialog.locator('textarea').fill('灶间已迁到地面，报警切断装置装好，试验三次正常。')
  await snap(page, 2)
  await snap(page, 4)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('待复查').first().waitFor()
}

async function accept(page: Page): Promise<void> {
  await page.reload()
  await verb(page, '现场验收')
  const dialog = page.locator('[role=dialog]')
  await dialog.getByText('合格', { exact: true }).click()
  await dialog.locator('textarea[name=text]').fill('现场查看灶间在地面，报警切断有效。')
  await dialog.locator('[name=signers]').fill('县安委办主任、县住建局燃气股股长')
  await snap(page, 3)
  await send(dialog, '现场验收')
  await page.locator('ol').getByText('销号', { exact: true }).first().waitFor()
}

async function delist(page: Page): Promise<void> {
  await verb(page, '摘牌')
  const dialog = page.locator('[role=dialog]')
  await dialog.locator('textarea[name=text]').fill('隐患已消除，验收合格。')
  await send(dialog, '摘牌')
  await publish(page, '敬老院门口公示栏')
  await verb(page, '同意恢复')
  await dialog.locator('textarea[name=text]').fill('审查合格，恢复用气。')
  await send(dialog, '同意恢复')
  await page.getByText('已恢复').waitFor()
  await page.getByLabel('左右拖动，对比整改前后').focus()
  await page.keyboard.press('ArrowLeft')
  await shoot(page, 'hazard-delisted')
}

/** Notice, delisting and order can be fetched; each is a document of its own. */
async function papers(page: Page, hazard: string): Promise<void> {
  const id = hazard.split('/').at(-1)
  for (const paper of ['listing', 'delisting', 'stop']) {
    const got = await page.request.get(`${base()}/api/v1/hazards/${id}/papers/${paper}.docx`)
    expect(got.status()).toBe(200)
    expect((await got.body()).subarray(0, 2).toString()).toBe('PK')
  }
}

/** 一隐患一档: two pages. */
async function twoPages(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(2)
}

async function verb(page: Page, name: string): Promise<void> {
  await page.locator('aside').getByRole('button', { name, exact: true }).click()
  await page.locator('[role=dialog]').waitFor()
}

type Box = ReturnType<Page['locator']>

async function day(dialog: Box, label: string, typed: string): Promise<void> {
  await dialog.getByLabel(label).first().fill(typed)
}

/** Finds one in a list that the server searches. */
async function pick(page: Page, label: string, typed: string): Promise<void> {
  const box = page.locator('[role=dialog]').getByLabel(label).first()
  await box.click()
  await choose(box, typed)
}

/** A picture of its own for each step: the county finds out when the same one is shown twice. */
async function snap(page: Page, seed: number): Promise<void> {
  const data = await page.evaluate(draw, seed)
  const input = page.locator('[role=dialog] input[type=file]').last()
  await input.setInputFiles({ name: `现场${seed}.png`, mimeType: 'image/png', buffer: Buffer.from(data, 'base64') })
  await page.locator('[role=dialog]').getByText(`现场${seed}.png`).waitFor()
  await page.locator('[role=dialog] progress').waitFor({ state: 'detached' })
}

function draw(seed: number): string {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 480
  const g = canvas.getContext('2d') as CanvasRenderingContext2D
  let dice = (seed + 1) * 7919 + (Date.now() % 100_003)
  const next = (most: number) => {
    dice = (dice * 1103515245 + 12345) % 2147483648
    return Math.floor((dice / 2147483648) * most)
  }
  g.fillStyle = `hsl(${next(360)} 40% 80%)`
  g.fillRect(0, 0, 640, 480)
  for (let i = 0; i < 60; i++) {
    g.fillStyle = `hsl(${next(360)} ${30 + next(50)}% ${20 + next(60)}%)`
    g.fillRect(next(640), next(480), 20 + next(160), 20 + next(120))
  }
  return canvas.toDataURL('image/png').split(',')[1] ?? ''
}
