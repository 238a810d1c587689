import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { headers, type Phone, picture, ready, report, snap } from './finding'
import { base, enter, launch, open, phone, received, shoot } from './harness'

// A check that a phone brings late. Words that somebody amended meanwhile are no matter. Work that was reported anew is:
// the check comes back with all that was typed, whoever made it sees how the hazard stands now, reads the doubt that the
// new pictures raised, and sends it again.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const nth = Date.now() % 1_000_000
const amended = `演示：第${nth}号线盒无盖`
const anew = `演示：第${nth}号配电箱无门`
const saw = '现场看过，已装好。'
const reason = '照片传错了，现场看门已装好'

it('a check of what has moved on comes back, is looked at anew, and arrives once', async () => {
  const on390 = phone[0] as (typeof phone)[number]
  const firm = await open(browser, on390)
  await enter(firm.context, 'enterprise')
  const town = await open(browser, on390)
  await enter(town.context, 'township')
  await town.page.goto(`${base()}/m/hazards`)
  await firm.page.goto(`${base()}/m/hazards`)
  const owner = (await (await firm.context.request.get(`${base()}/api/v1/session`)).json()).post.unit.id as string
  const first = await report(town, owner, amended, nth)
  const second = await report(town, owner, anew, nth + 1)
  await fixed(firm, town, first, [nth + 2, nth + 3])
  await fixed(firm, town, second, [nth + 4, nth + 5])

  await ready(town.page, 'check', [amended, anew])
  await town.context.setOffline(true)
  await check(town, amended, nth + 6)
  await check(town, anew, nth + 7)

  const { revision } = await hazard(town, first)
  await post(town, `/hazards/${first}/amend`, { base: revision, text: `${amended}（二层）` })
  await post(town, `/hazards/${second}/close`, { pass: false, text: '门没有关严' })
  await fixed(firm, town, second, [nth, nth + 8]) // with the picture of the other finding

  await town.context.setOffline(false)
  await town.page.getByRole('button', { name: '立即收发' }).click()
  await town.page
    .getByText(`您到现场看过之后，隐患 ${(await hazard(town, second)).number} 又有变化`)
    .first()
    .waitFor()
  expect((await hazard(town, first)).state).toBe('closed')
  expect((await hazard(town, second)).state).toBe('rechecking')
  if (process.env.ANLAN_SHOTS) await shoot(town.page, 'late-outbox')
  await town.page.getByRole('button', { name: '去看最新内容' }).click()
  await expect.poll(() => town.page.getByLabel('复查看到了什么').inputValue()).toBe(saw)
  await town.page.locator('main ul img').first().waitFor() // its picture came back with it
  const send = town.page.getByRole('button', { name: '复查通过，销号' })
  await town.page.getByText('照片与其他记录是同一文件').waitFor()
  await send.click()
  await town.page.getByRole('alert').getByText('接受疑点的理由').waitFor()
  await town.page.getByLabel('有疑点仍然接受的理由').fill(reason)
  if (process.env.ANLAN_SHOTS) await shoot(town.page, 'late-again')
  await send.click()
  await received(town.page)

  const one = await hazard(town, second)
  expect(one.state).toBe('closed')
  expect(one.recheck.text).toBe(saw)
  expect(one.recheck.photos).toHaveLength(1)
  expect(one.doubts.find((d: { asks: boolean }) => d.asks)?.answer.text).toBe(reason)
  const story = await (await town.context.request.get(`${base()}/api/v1/hazards/${second}/timeline`)).json()
  expect(story.items.filter((e: { kind: string }) => e.kind === 'hazard.closed')).toHaveLength(1)
  await firm.context.close()
  await town.context.close()
})

const hazard = async ({ context }: Phone, id: string) =>
  (await context.request.get(`${base()}/api/v1/hazards/${id}`)).json()

async function post({ context }: Phone, path: string, data: object): Promise<void> {
  const answer = await context.request.post(`${base()}/api/v1${path}`, { data, headers: headers() })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** The firm reports the work done; the ledger has heard of it and compared the pictures. */
async function fixed(firm: Phone, town: Phone, id: string, seeds: [number, number]): Promise<void> {
  const { matter, recheck } = await hazard(town, id)
  if (!recheck) await post(firm, `/matters/${matter}/sign`, {})
  const files = [await picture(firm, seeds[0]), await picture(firm, seeds[1])]
  await post(firm, `/matters/${matter}/feedback`, { text: '已换新', final: true, files })
  await expect
    .poll(
      async () => {
        const now = await hazard(town, id)
        return now.state === 'rechecking' && !now.waiting
      },
      { timeout: 90_000 },
    )
    .toBe(true)
}

async function check({ page }: Phone, text: string, seed: number): Promise<void> {
  await page.goto(`${base()}/m/hazards?part=check`)
  await page.getByRole('link', { name: text }).click()
  await page.getByRole('button', { name: '整改到位，销号' }).click()
  await snap(page, seed, 1)
  await page.getByLabel('复查看到了什么').fill(saw)
  await page.getByRole('button', { name: '复查通过，销号' }).click()
  await page.waitForURL(/\/m\/outbox/)
}
