import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uuidv7 } from '../src/app/uuid'
import { base, desk, enter, launch, open, shoot } from './harness'
import { type Provider, provide, type Spoil } from './provider'

// Single sign-on from the settings to the session, against a provider of the test's own: set up, bind, sign in, and
// every way in which an answer can be wrong, each told in words.

let browser: Browser
let provider: Provider

beforeAll(async () => {
  browser = await launch()
  provider = await provide()
})
afterAll(async () => {
  await browser.close()
  await provider.close()
})

const on1440 = desk[0] as (typeof desk)[number]

it('an identity is bound, opens the account, and a wrong answer opens nothing', async () => {
  const admin = await open(browser, on1440)
  const office = await open(browser, on1440)
  await enter(admin.context, 'sysadmin')
  await enter(office.context, 'office')
  await setUp(admin.page)
  try {
    await bind(office.page)
    const name = await signIn()
    expect(name).toBe(
      await office.page
        .locator('header')
        .getByRole('button', { name: /安委办/ })
        .textContent(),
    )
    for (const wrong of refusals) await refused(wrong)
    await unbind(office.page)
    await refused({ words: /还没有对应的账号/, english: /No account belongs to your identity/ })
  } finally {
    await turnOff(admin.page)
  }
  expect(admin.watch.errors).toEqual([])
  expect(office.watch.errors).toEqual([])
})

async function setUp(page: Page): Promise<void> {
  await page.goto(`${base()}/sso`)
  await page.getByLabel('开通统一身份登录').check()
  await page.locator('input[name=label]').fill('政务身份平台')
  await page.locator('input[name=issuer]').fill(provider.url)
  await page.locator('input[name=client_id]').fill('anlan')
  await page.locator('input[name=client_secret]').fill('s3cret')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: /政务身份平台/ }).waitFor()
  await shoot(page, 'sso-settings')
}

async function bind(page: Page): Promise<void> {
  const headers = { 'X-Anlan': '1', 'Idempotency-Key': uuidv7() }
  await page.request.delete(`${base()}/api/v1/account/oidc`, { headers }) // what an earlier run may have left
  await page.goto(`${base()}/me`)
  await page.getByRole('link', { name: '绑定政务身份平台' }).click()
  await page.getByRole('link', { name: '我是安委办' }).click()
  await page.getByText('已绑定政务身份平台。').waitFor()
  await shoot(page, 'sso-bound')
}

/** A browser in which nobody is signed in comes in by its identity; answers who it is taken for. */
async function signIn(): Promise<string | null> {
  const { context, page, watch } = await open(browser, on1440)
  await page.goto(base())
  await shoot(page, 'sso-offered')
  await page.getByRole('link', { name: '用政务身份平台登录' }).click()
  await page.getByRole('link', { name: '我是安委办' }).click()
  const who = page.locator('header').getByRole('button', { name: /安委办/ })
  await who.waitFor()
  const name = await who.textContent()
  expect(watch.errors).toEqual([])
  await context.close()
  return name
}

interface Refusal {
  how?: Spoil
  pick?: string
  words: RegExp
  english: RegExp
}

const token = { words: /不是发给本系统的，或签名不对/, english: /not meant for this system or is wrongly signed/ }
const refusals: Refusal[] = [
  { how: { claims: { nonce: 'x' } }, words: /没有接上/, english: /was interrupted/ },
  { how: { claims: { aud: 'other' } }, ...token },
  { how: { claims: { iss: 'http://127.0.0.1:1' } }, ...token },
  { how: { forged: true }, ...token },
  { how: { claims: { exp: 1_700_000_000 } }, words: /已经过期/, english: /has expired/ },
  { pick: '我是别人', words: /还没有对应的账号/, english: /No account belongs to your identity/ },
  { pick: '取消', words: /没有同意这次登录/, english: /refused, or you cancelled/ },
]

async function refused({ how, pick, words, english }: Refusal): Promise<void> {
  provider.spoil(how ?? {})
  const { context, page, watch } = await open(browser, on1440)
  await page.goto(`${base()}/auth/oidc/start`)
  await page.getByRole('link', { name: pick ?? '我是安委办' }).click()
  await page.getByText(words).waitFor()
  await shoot(page, 'sso-refused')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText(english).waitFor()
  expect((await page.request.get(`${base()}/api/v1/session`)).status()).toBe(401)
  expect(watch.errors).toEqual([])
  await context.close()
  provider.spoil({})
}

async function unbind(page: Page): Promise<void> {
  await page.goto(`${base()}/me`)
  await page.getByRole('button', { name: '解除绑定' }).click()
  await page.getByRole('link', { name: '绑定政务身份平台' }).waitFor()
}

async function turnOff(page: Page): Promise<void> {
  await page.goto(`${base()}/sso`)
  await page.getByLabel('开通统一身份登录').uncheck()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存', { exact: false }).first().waitFor()
}
