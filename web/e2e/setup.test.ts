import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, launch, overflow, shoot } from './harness'

// An empty county's first run: the program prints a link that works once, the wizard asks who is there, and the officer
// of the committee's office signs in to a desk that says what comes first. In both languages, on desk and phone.

const bin = process.env.ANLAN_BIN
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

interface Fresh {
  link: string
  stop: () => Promise<void>
}

/** start serves an empty folder and waits for the link in the terminal. */
async function start(program: string): Promise<Fresh> {
  const data = mkdtempSync(join(tmpdir(), 'anlan-first-'))
  const child: ChildProcess = spawn(program, ['serve', '--data', data, '--listen', `127.0.0.1:${await freePort()}`])
  const stop = async () => {
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  const link = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.once('exit', code => reject(new Error(`anlan serve ended with ${code}: ${text}`)))
    child.stdout?.on('data', (piece: Buffer) => {
      text += piece.toString()
      const found = /http:\S+\/setup\?token=\S+/.exec(text)
      if (found) resolve(found[0])
    })
  })
  return { link, stop }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

const words = {
  'zh-CN': {
    next: '下一步',
    finish: '完成设置',
    code: '行政区划代码应为 6 位数字',
    done: '设置好了',
    signIn: '去登录',
    enter: '登录',
    used: '系统已经设置过了',
  },
  en: {
    next: 'Next',
    finish: 'Finish',
    code: 'A division code has six digits',
    done: 'All set',
    signIn: 'Go to sign in',
    enter: 'Sign in',
    used: 'This system was set up before',
  },
} as const

type Lang = keyof typeof words
const secret = 'Stone-bridge 47'

for (const [lang, width] of [
  ['zh-CN', 1440],
  ['en', 390],
] as [Lang, number][]) {
  it.skipIf(!bin)(`the first run, in ${lang} at ${width}`, async () => {
    const fresh = await start(bin as string)
    const context = await wear(lang, width)
    try {
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', e => errors.push(e.message))
      await wizard(page, fresh.link, lang, `setup-${width}`)
      await firstSignIn(page, lang, `setup-${width}`)
      await again(context, fresh.link, lang)
      expect(errors).toEqual([])
    } finally {
      await context.close()
      await fresh.stop()
    }
  })
}

async function wear(lang: Lang, width: number): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: lang, reducedMotion: 'reduce' })
  await context.addInitScript(l => localStorage.setItem('anlan.lang', l), lang)
  return context
}

async function wizard(page: Page, link: string, lang: Lang, shot: string): Promise<void> {
  const w = words[lang]
  await page.goto(link)
  await page.getByRole('button', { name: w.next }).click()
  await page.getByText(w.code).first().waitFor() // asked for before anything is sent
  await page.locator('input[name="county.code"]').fill('620521')
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[name="county.name"]')?.value === '清水县',
  )
  await looks(page, `${shot}-1`)
  await page.getByRole('button', { name: w.next }).click()
  for (const seat of ['sysadmin', 'secadmin', 'auditor']) await fill(page, seat)
  await looks(page, `${shot}-2`)
  await page.getByRole('button', { name: w.next }).click()
  await fill(page, 'office')
  await looks(page, `${shot}-3`)
  await page.getByRole('button', { name: w.finish }).click()
  await page.getByRole('heading', { name: w.done }).waitFor()
  await looks(page, `${shot}-4`)
}

async function fill(page: Page, seat: string): Promise<void> {
  await page.locator(`input[name="${seat}.name"]`).fill(`演示${seat}`)
  await page.locator(`input[name="${seat}.password"]`).fill(secret)
}

async function firstSignIn(page: Page, lang: Lang, shot: string): Promise<void> {
  await page.getByRole('link', { name: words[lang].signIn }).click()
  await page.locator('input[name=login]').fill('office')
  await page.locator('input[type=password]').fill(secret)
  await page.getByRole('button', { name: words[lang].enter, exact: true }).click()
  await page.locator('input[name=login]').waitFor({ state: 'detached' })
  await page.locator('main h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await looks(page, `${shot}-5`)
}

/** The link opens once: whoever finds it in a terminal later is sent to the sign-in. */
async function again(context: BrowserContext, link: string, lang: Lang): Promise<void> {
  const other = await context.newPage()
  await other.goto(link)
  await other.getByText(words[lang].used).waitFor()
  await other.close()
}

async function looks(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  expect(await overflow(page), name).toBeLessThanOrEqual(0)
  expect(await axe(page), name).toEqual([])
}
