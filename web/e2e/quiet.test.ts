import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countyDay } from '../src/app/time'
import { base, desk, launch, shoot } from './harness'
import { assign, call, sit, unitId } from './people'
import { type Sinks, sink } from './sinks'

// Quiet hours: what is assigned at half past ten in the evening waits, and the matter says until when; what is urgent goes
// at once; at seven the rest comes. The program runs by a clock of its own, so nobody sleeps through a night.

const bin = process.env.ANLAN_BIN
const usual = process.env.ANLAN_URL
const on1440 = desk[0] as (typeof desk)[number]
const unit = '清水县住房和城乡建设局'
const evening = `${countyDay(Date.now())}T22:30:00+08:00`
const dawn = `${countyDay(Date.now(), 1)}T06:59:50+08:00`

let browser: Browser
let sinks: Sinks
let data = ''
let program: ChildProcess | undefined

beforeAll(async () => {
  browser = await launch()
  sinks = await sink()
  data = mkdtempSync(join(tmpdir(), 'anlan-quiet-'))
})
afterAll(async () => {
  process.env.ANLAN_URL = usual
  await stop()
  await browser.close()
  await sinks.close()
  rmSync(data, { recursive: true, force: true })
})

it.skipIf(!bin)('an ordinary notice waits for the morning, an urgent one does not', async () => {
  await start(evening)
  const admin = await sit(browser, on1440, '演示信息中心')
  const mail = { on: false, host: '', port: 25, security: 'none', user: '', from: '' }
  await call(admin.page, 'PUT', '/settings/channels', { site: base(), mail, robots: true, allow: ['127.0.0.1'] })
  await rule(admin.page)
  const office = await sit(browser, on1440, '县安委办')
  await office.page.clock.setSystemTime(evening)
  const owner = { kind: 'registry.unit', id: await unitId(office.page, unit) }
  const reach = { owner, channel: 'wecom', address: `${sinks.http}/wecom`, purpose: '交办通知', optedIn: true }
  await call(office.page, 'POST', '/contacts', reach)

  const tail = Date.now() % 1e6
  const calm = await assign(office.page, `冬季取暖检查 ${tail}`, unit)
  await assign(office.page, `塔吊倾斜处置 ${tail}`, unit, 'urgent')
  await expect.poll(() => told(`塔吊倾斜处置 ${tail}`), { timeout: 30_000 }).toBe(true)
  await log(office.page, calm.id)
  await office.page.getByText('免打扰时段，明天 07:00 发出', { exact: false }).waitFor()
  await shoot(office.page, 'quiet-waits')
  expect(told(`冬季取暖检查 ${tail}`)).toBe(false)
  for (const p of [admin, office]) await p.context.close()

  await stop()
  await start(dawn)
  await expect.poll(() => told(`冬季取暖检查 ${tail}`), { timeout: 60_000 }).toBe(true)
  const morning = await sit(browser, on1440, '县安委办')
  await morning.page.clock.setSystemTime(dawn)
  await log(morning.page, calm.id)
  await morning.page.getByText('：已发出', { exact: false }).waitFor()
  await shoot(morning.page, 'quiet-sent')
  await morning.context.close()
})

const told = (title: string) => sinks.posts.some(p => JSON.stringify(p.body).includes(title))

/** The rule is there to be read, with its hours. */
async function rule(page: Page): Promise<void> {
  await page.goto(`${base()}/policy`)
  await page.getByText('免打扰时段').first().waitFor()
  await shoot(page, 'quiet-rule')
}

async function log(page: Page, matter: string): Promise<void> {
  await page.goto(`${base()}/matters/${matter}`)
  await page.getByText(/告知 \d+ 条/).click()
}

/** start serves the folder by a clock that shows the instant. */
async function start(at: string): Promise<void> {
  const listen = `127.0.0.1:${await freePort()}`
  process.env.ANLAN_URL = `http://${listen}`
  program = spawn(bin as string, ['demo', '--data', data, '--listen', listen, '--clock', at], { stdio: 'ignore' })
  await expect
    .poll(
      () =>
        fetch(`${base()}/healthz`).then(
          r => r.ok,
          () => false,
        ),
      { timeout: 120_000 },
    )
    .toBe(true)
}

async function stop(): Promise<void> {
  const running = program
  program = undefined
  if (!running || running.exitCode !== null) return
  const ended = new Promise(resolve => running.once('exit', resolve))
  running.kill('SIGTERM')
  await ended
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
