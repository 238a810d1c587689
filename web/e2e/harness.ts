import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { uuidv7 } from '../src/app/uuid'
import { setClock, shift } from './hour'
import { count, settled } from './settled'

export interface Look {
  name: string
  width: number
  height: number
  theme?: 'light' | 'dark'
  density?: 'elder' | ''
  lang?: 'zh-CN' | 'en'
  /** What axe reads in it; absent: all. What does not differ from another look is read there. */
  read?: 'colours' | 'marks' | 'nothing'
}

export interface ScreenCase {
  name: string
  path: string
  /** The role of the demonstration post that looks; none: nobody is signed in. */
  as?: string
  /** Visible once the screen has its data. */
  ready: string
  /** What to do before looking: open a dialog, type something. */
  prepare?: (page: Page) => Promise<void>
  /** What `prepare` brings up was said in one language: the looks of the other begin anew. */
  said?: true
  looks?: Look[]
}

export const desk: Look[] = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1440-dark', width: 1440, height: 900, theme: 'dark', read: 'colours' },
  { name: '1440-elder', width: 1440, height: 900, density: 'elder', read: 'nothing' },
  { name: '768', width: 768, height: 1024, read: 'nothing' },
  { name: '390', width: 390, height: 844 },
  { name: '320-elder', width: 320, height: 700, density: 'elder', read: 'nothing' },
  { name: '1440-en', width: 1440, height: 900, lang: 'en', read: 'marks' },
  { name: '768-en', width: 768, height: 1024, lang: 'en', read: 'nothing' },
  { name: '390-en', width: 390, height: 844, lang: 'en', read: 'nothing' },
]

export const phone: Look[] = [
  { name: '390', width: 390, height: 844 },
  { name: '390-dark', width: 390, height: 844, theme: 'dark', read: 'colours' },
  { name: '390-elder', width: 390, height: 844, density: 'elder', read: 'nothing' },
  { name: '320-en', width: 320, height: 640, lang: 'en' },
]

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge']

export function base(): string {
  const url = process.env.ANLAN_URL
  if (!url) throw new Error('ANLAN_URL is not set')
  return url.replace(/\/$/, '')
}

export async function launch(): Promise<Browser> {
  const executablePath = process.env.ANLAN_CHROMIUM ?? places.find(p => existsSync(p))
  if (!executablePath) throw new Error('No Chromium found: install one, or name it in ANLAN_CHROMIUM.')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--force-color-profile=srgb'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' }, // without it a downloaded file with a Chinese name has none
  })
}

/** What a page did that it should not: errors in the console, requests to anywhere but the server. */
export interface Watch {
  errors: string[]
  outside: string[]
}

export async function open(
  browser: Browser,
  look: Look,
): Promise<{ context: BrowserContext; page: Page; watch: Watch }> {
  const context = await dress(browser, look)
  return { context, ...(await watched(context)) }
}

/** How long a page may take to show what it should, in ms: long, for machines are slow and busy. */
const patience = 90_000

/** dress starts a browser of its own — its own cookies, store and cache — in the look. */
export async function dress(browser: Browser, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.lang ?? 'zh-CN',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patience)
  await context.addInitScript(setClock, shift())
  await context.addInitScript(
    ([theme, density, lang]) => {
      localStorage.setItem('anlan.theme', theme ?? '')
      localStorage.setItem('anlan.density', density ?? '')
      localStorage.setItem('anlan.lang', lang ?? '')
    },
    [look.theme ?? 'light', look.density ?? '', look.lang ?? 'zh-CN'],
  )
  return context
}

/** watched opens a page and notes what it does that it should not. */
export async function watched(context: BrowserContext): Promise<{ page: Page; watch: Watch }> {
  const page = await context.newPage()
  const watch: Watch = { errors: [], outside: [] }
  count(page)
  page.on('pageerror', e => watch.errors.push(e.message))
  page.on(
    'console',
    m => m.type() === 'error' && !/Failed to load resource/.test(m.text()) && watch.errors.push(m.text()),
  )
  page.on('request', r => /^https?:/.test(r.url()) && !r.url().startsWith(`${base()}/`) && watch.outside.push(r.url()))
  return { page, watch }
}

/** wear gives the open page another size, theme, density and language, as another tab of the same browser would. */
export async function wear(page: Page, look: Look): Promise<void> {
  await page.setViewportSize({ width: look.width, height: look.height })
  await page.evaluate(
    ([theme, density, lang]) => {
      localStorage.setItem('anlan.theme', theme ?? '')
      localStorage.setItem('anlan.density', density ?? '')
      localStorage.setItem('anlan.lang', lang ?? '')
      window.dispatchEvent(new StorageEvent('storage'))
    },
    [look.theme ?? 'light', look.density ?? '', look.lang ?? 'zh-CN'],
  )
  await settled(page)
}

interface DemoPost {
  login: string
  role: string
}

/** enter takes the chair of a demonstration post, as its button on the sign-in page does. */
export async function enter(context: BrowserContext, role: string): Promise<void> {
  const posts = (await (await context.request.get(`${base()}/api/v1/demo/posts`)).json()) as DemoPost[]
  const post = posts.find(p => p.role === role)
  if (!post) throw new Error(`The demonstration has no post with the role ${role}`)
  const answer = await context.request.post(`${base()}/api/v1/demo/session`, {
    data: { login: post.login },
    headers: { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() },
  })
  if (!answer.ok()) throw new Error(`Signing in as ${post.login} answered ${answer.status()}`)
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact?: string | null
  nodes: { html: string; failureSummary?: string }[]
}

const colours = ['color-contrast', 'link-in-text-block']

function ruled(read?: Look['read']): object {
  if (read === 'colours') return { runOnly: { type: 'rule', values: colours } }
  if (read === 'marks') return { rules: Object.fromEntries(colours.map(c => [c, { enabled: false }])) }
  return {}
}

/** axe returns what is seriously wrong for people who read with other means than eyes and mouse. */
export async function axe(page: Page, read?: Look['read']): Promise<string[]> {
  if (read === 'nothing') return []
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource) // once for all looks of a page
  const found = await page.evaluate(async options => {
    const run = (window as unknown as { axe: { run: (o: unknown) => Promise<{ violations: Violation[] }> } }).axe.run
    return (await run(options)).violations
  }, ruled(read))
  return found
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .map(
      v =>
        `${v.id}: ${v.nodes.map(n => `${n.html.slice(0, 160)} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`,
    )
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.ANLAN_SHOTS ?? join(import.meta.dirname, 'shots')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** received waits until the county has everything that the phone sent; where it has not, it says what waits and why. */
export async function received(page: Page): Promise<void> {
  try {
    await page.getByText('都已到县平台').first().waitFor()
  } catch (error) {
    throw new Error(`${(error as Error).message}\nOn the phone: ${await page.evaluate(waiting)}`)
  }
}

/** waiting reads the phone's own store: what a screen says in a word is not enough to find out why. */
async function waiting(): Promise<string> {
  const all: unknown[] = [document.querySelector('a[href$="/outbox"]')?.textContent, await navigator.locks?.query()]
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('anlan-field-')) continue
    const store = await new Promise<IDBDatabase>((ok, no) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => ok(asked.result)
      asked.onerror = () => no(asked.error)
    })
    for (const kind of ['parcel', 'meta']) {
      const rows = store.transaction(kind).objectStore(kind).getAll()
      await new Promise(ok => rows.addEventListener('success', ok))
      all.push(rows.result)
    }
  }
  return JSON.stringify(all)
}
