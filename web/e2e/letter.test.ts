import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { chairs, on390 } from './chairs'
import { base, shoot } from './harness'

// A township signs its letter on a phone in under a minute, on the phone itself: its secret is in nothing that was sent.
// The file is verified without the server, a point of the score is opened down to one hazard, and an objection gets its answer.

const { sit } = chairs()
const secret = '我的签名口令一二三'

it('a letter is signed on a phone, verified offline, opened down to a hazard, objected to and answered', async () => {
  const town = await sit('township', on390)
  await town.context.addInitScript(plain)
  const sent: string[] = []
  town.page.on('request', r => sent.push(`${r.url()} ${r.postData() ?? ''}`))
  const took = await sign(town.page)
  expect(took).toBeLessThan(60_000)
  const signing = sent.filter(r => /letter-keys|\/sheet|\/sign/.test(r))
  expect(signing.length).toBeGreaterThanOrEqual(3)
  expect(sent.filter(r => r.includes(secret) || r.includes(encodeURIComponent(secret)))).toEqual([])
  await shoot(town.page, 'letter-signed-390')
  const id = new URL(town.page.url()).pathname.split('/').at(-1) ?? ''

  const file = await town.context.request.get(`${base()}/api/v1/letters/${id}/file`)
  expect(file.ok()).toBe(true)
  await verify(await file.body())

  const wide = await sit('township')
  await object(wide.page, id)
  const office = await sit('office')
  await answer(office.page, id)

  await wide.page.goto(`${base()}/letters/${id}`)
  await wide.page.getByText('经核实，这条不计').waitFor()
  for (const one of [town, wide, office]) {
    expect(one.watch).toEqual({ errors: [], outside: [] })
    await one.context.close()
  }
})

/** What a page on plain http, and an old web view, do not have. */
function plain() {
  for (const name of ['subtle', 'randomUUID']) Object.defineProperty(crypto, name, { value: undefined })
  for (const list of [Array, String, Object.getPrototypeOf(Uint8Array)]) Reflect.deleteProperty(list.prototype, 'at')
  Reflect.deleteProperty(Object, 'hasOwn')
}

/** From the list to the signature, with a secret mistyped once; how long it took, typing included. */
async function sign(page: Page): Promise<number> {
  await page.goto(`${base()}/m/letters`)
  await page.locator('main li a').first().waitFor()
  const start = Date.now()
  await page.locator('main li a').first().click()
  await page.locator('main pre').waitFor()
  await page.getByRole('button', { name: '签名', exact: true }).click()
  const sheet = page.locator('dialog')
  await sheet.locator('input[name=secret]').pressSequentially(secret, { delay: 40 })
  await sheet.getByRole('button', { name: '生成密钥' }).click()
  await sheet.getByText('您将签署').waitFor()
  await sheet.locator('input[name=secret]').pressSequentially(`${secret}四`, { delay: 40 })
  await sheet.getByRole('button', { name: '签名', exact: true }).click()
  await sheet.getByRole('link', { name: /签名口令不对/ }).waitFor()
  await sheet.locator('input[name=secret]').fill(secret)
  await sheet.getByRole('button', { name: '签名', exact: true }).click()
  await page.getByText(/乙方已签/).waitFor()
  return Date.now() - start
}

/** The binary alone, in an empty folder; one changed letter of the text is found. */
async function verify(body: Buffer): Promise<void> {
  const binary = process.env.ANLAN_BINARY ?? join(import.meta.dirname, '../../bin/anlan')
  if (!existsSync(binary)) throw new Error(`${binary} is missing: make build`)
  const run = promisify(execFile)
  const path = join(mkdtempSync(join(tmpdir(), 'letter-')), 'signed.anlan-letter.json')
  writeFileSync(path, body)
  const good = await run(binary, ['letter', 'verify', path, '--lang', 'zh'])
  expect(good.stdout).toContain('结论：未被改动')
  writeFileSync(path, readFileSync(path, 'utf8').replace('不超过 0', '不超过 9'))
  const bad = await run(binary, ['letter', 'verify', path, '--lang', 'zh']).catch(
    (e: { code: number; stdout: string }) => e,
  )
  expect(bad).toMatchObject({ code: 1 })
  expect(bad.stdout).toContain('原文被改动')
}

/** The score down to one hazard, and back to object to it. */
async function object(page: Page, id: string): Promise<void> {
  await page.goto(`${base()}/letters/${id}`)
  const row = page.locator('tr').filter({ hasText: '排查出的隐患按期整改销号' })
  await row.getByRole('button', { name: /看事实/ }).click()
  const dialog = page.locator('[role=dialog]')
  const link = dialog.locator('tbody a[href*="/hazards/"]').first()
  await link.waitFor()
  const hazard = await link.getAttribute('href')
  expect(hazard).toMatch(/\/hazards\/[0-9a-f-]{36}$/)
  await dialog.getByRole('button', { name: '提异议' }).first().click()
  await dialog.locator('textarea[name=text]').fill('该场所不在本镇，请核实。')
  await dialog.getByRole('button', { name: '提交' }).click()
  await page.getByText('异议已提出').waitFor()
  await page.goto(`${base()}${hazard}`)
  await page.locator('ol time').first().waitFor()
}

async function answer(page: Page, id: string): Promise<void> {
  await page.goto(`${base()}/letters/${id}`)
  await page.getByText('该场所不在本镇').waitFor()
  await page.getByText('成立，这条事实对这份责任书不计').click()
  await page.locator('textarea[name=answer]').fill('经核实，这条不计。')
  await page.getByRole('button', { name: '答复', exact: true }).click()
  await page.getByText('已答复').first().waitFor()
}
