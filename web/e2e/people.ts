import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { uuidv7 } from '../src/app/uuid'
import { base, type Look, open, type Watch } from './harness'

// People of a journey: each sits in a browser of their own, in a chair of the demonstration.

export interface Chair {
  login: string
  role: string
  unit: string
}

export interface Person {
  context: BrowserContext
  page: Page
  watch: Watch
  unit: string
}

/** sit opens a browser in the chair of the unit, by its short name. */
export async function sit(browser: Browser, look: Look, unit: string): Promise<Person> {
  const one = await open(browser, look)
  const chairs = (await (await one.context.request.get(`${base()}/api/v1/demo/posts`)).json()) as Chair[]
  const chair = chairs.find(c => c.unit === unit)
  if (!chair) throw new Error(`The demonstration has no chair in ${unit}`)
  await call(one.page, 'POST', '/demo/session', { login: chair.login })
  return { ...one, unit }
}

/** call asks the program as the page's own scripts do; what is not under test is prepared this way. */
export async function call<R = Record<string, never>>(
  page: Page,
  method: string,
  path: string,
  data?: unknown,
): Promise<R> {
  const answer = await page.request.fetch(`${base()}/api/v1${path}`, {
    method,
    data,
    headers: { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() },
  })
  const text = await answer.text()
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${text}`)
  return text ? JSON.parse(text) : ({} as R)
}

export interface Opened {
  id: string
  number: string
}

/** unitId finds a unit by its full name. */
export async function unitId(page: Page, name: string): Promise<string> {
  const found = await call<{ items: { id: string; name: string }[] }>(
    page,
    'GET',
    `/units?q=${encodeURIComponent(name)}`,
  )
  const unit = found.items.find(u => u.name === name)
  if (!unit) throw new Error(`There is no unit ${name}`)
  return unit.id
}

/** assign opens a matter for a unit. */
export async function assign(office: Page, title: string, unit: string, urgency = 'ordinary'): Promise<Opened> {
  const due = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10)
  return call<Opened>(office, 'POST', '/matters', { title, unit: await unitId(office, unit), due, urgency })
}

/** attach uploads a small document, or a small picture, as evidence. */
export async function attach(page: Page, name: string): Promise<string> {
  const picture = name.endsWith('.png')
  const answer = await page.request.post(`${base()}/api/v1/files`, {
    multipart: {
      file: picture
        ? { name, mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') }
        : { name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') },
    },
    headers: { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() },
  })
  if (!answer.ok()) throw new Error(`Uploading ${name} answered ${answer.status()}`)
  return ((await answer.json()) as { hash: string }).hash
}

/** pick chooses what the searching list in a form finds. */
export async function pick(form: Locator, name: string, words: string): Promise<void> {
  await choose(form.getByRole('combobox').last(), name, words)
}

/** choose types into a list that the server searches and takes what it finds. The list is drawn anew when answers come:
 * a press that met the old one is made again, as a person would. */
export async function choose(box: Locator, name: string, words = name): Promise<void> {
  await box.fill(words)
  const option = box.page().locator('.ant-select-item-option').filter({ hasText: name }).first()
  for (let tries = 0; tries < 4; tries++) {
    await option.click()
    if (await gone(option)) return
  }
  throw new Error(`the list stays open after ${name} was pressed`)
}

/** send presses the button that ends a form, and again where nothing came of it: a page that is drawn anew between the
 * press and its end loses it. A form that is still at work is not pressed: it has heard. */
export async function send(dialog: Locator, name: string | RegExp): Promise<void> {
  const button = dialog.getByRole('button', { name }).last()
  await button.click()
  for (let tries = 0; tries < 3; tries++) {
    if (await gone(dialog, 15_000)) return
    const busy = await button.getAttribute('aria-busy', { timeout: 1000 }).catch(() => 'gone')
    console.warn(`a form stays open, busy: ${busy}`)
    if (!busy) await button.click({ timeout: 5000 }).catch(() => undefined)
  }
  throw new Error(`the form stays open: ${await dialog.textContent()}`)
}

const gone = (what: Locator, timeout = 10_000) =>
  what.waitFor({ state: 'hidden', timeout }).then(
    () => true,
    () => false,
  )

/** press opens the form of a verb on a matter's page. */
export async function press(page: Page, matter: string, verb: string) {
  await page.goto(`${base()}/matters/${matter}`)
  await page.getByRole('button', { name: verb, exact: true }).click()
  return page.locator('[role=dialog]')
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
