import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { arrive, ready, report, snap } from './finding'
import { base, enter, launch, open, phone } from './harness'

// Put right without a network, looked at again without a network by another post: each arrives once. A picture that
// was seen before is named on the phone of whoever checks, who says why it is accepted all the same.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on390 = phone[0] as (typeof phone)[number]
const nth = Date.now() % 1_000_000
const honest = `演示：第${nth}号插座松动`
const seenBefore = '照片与其他记录是同一张' // stamped anew, and known all the same
const doubted = `演示：第${nth}号灯具无罩`

it('fixed and checked offline by two posts, each once, with the doubt answered on the phone', async () => {
  const firm = await open(browser, on390)
  await enter(firm.context, 'enterprise')
  const town = await open(browser, on390)
  await enter(town.context, 'township')
  const owner = (await (await firm.context.request.get(`${base()}/api/v1/session`)).json()).post.unit.id as string
  await town.page.goto(`${base()}/m/hazards`)
  const first = await report(town, owner, honest, nth)
  const second = await report(town, owner, doubted, nth + 1)

  await ready(firm.page, 'fix', [honest, doubted])
  await firm.context.setOffline(true)
  await fix(firm.page, honest, [nth + 2, nth + 3])
  await fix(firm.page, doubted, [nth, nth + 4]) // the picture of the other finding, shown as proof
  await arrive(firm)

  await ready(town.page, 'check', [honest, doubted])
  await town.page.getByRole('link', { name: doubted }).click()
  await town.page.getByText(seenBefore).waitFor() // the county has compared the picture
  await town.context.setOffline(true)
  await check(town.page, honest, nth + 5, '')
  await check(town.page, doubted, nth + 6, '照片传错了，现场看灯罩已装好')
  await arrive(town)

  for (const [id, despite] of [
    [first, undefined],
    [second, '照片传错了，现场看灯罩已装好'],
  ]) {
    const one = await (await town.context.request.get(`${base()}/api/v1/hazards/${id}`)).json()
    expect(one.state).toBe('closed')
    expect(one.recheck.photos).toHaveLength(1)
    expect(one.doubts.find((d: { asks: boolean }) => d.asks)?.answer.text).toBe(despite)
    const story = await (await town.context.request.get(`${base()}/api/v1/hazards/${id}/timeline`)).json()
    const kinds = story.items.map((e: { kind: string }) => e.kind)
    expect(kinds.filter((k: string) => k === 'hazard.closed')).toHaveLength(1)
    expect(kinds.filter((k: string) => k === 'matter.fed_back')).toHaveLength(1)
  }
  expect([...firm.watch.outside, ...town.watch.outside]).toEqual([])
  await firm.context.close()
  await town.context.close()
})

async function fix(page: Page, text: string, seeds: number[]): Promise<void> {
  await page.goto(`${base()}/m/hazards?part=fix`)
  await page.getByRole('link', { name: text }).click()
  for (const [i, seed] of seeds.entries()) await snap(page, seed, i + 1)
  await page.getByLabel('怎么整改的').fill('已换新。')
  await page.getByRole('button', { name: '报整改完成' }).click()
  await page.waitForURL(/\/m\/outbox/)
}

async function check(page: Page, text: string, seed: number, despite: string): Promise<void> {
  await page.goto(`${base()}/m/hazards?part=check`)
  await page.getByRole('link', { name: text }).click()
  await page.getByRole('button', { name: '整改到位，销号' }).click()
  await snap(page, seed, 1)
  await page.getByLabel('复查看到了什么').fill('现场看过，已整改。')
  const send = page.getByRole('button', { name: '复查通过，销号' })
  if (despite !== '') {
    await page.getByText(seenBefore).waitFor()
    await send.click()
    await page.getByRole('alert').getByText('接受疑点的理由').waitFor() // not without it
    await page.getByLabel('有疑点仍然接受的理由').fill(despite)
  }
  await send.click()
  await page.waitForURL(/\/m\/outbox/)
}
