import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { arrive, headers, type Phone, picture, ready, report } from './finding'
import { base, enter, launch, open, phone, shoot } from './harness'

// A picture that was shown before is found only after a hazard was closed with it: it comes to the unit that checks as
// work, is answered on a phone without a network, and is settled when the answer arrives.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const nth = Date.now() % 1_000_000
const text = `演示：第${nth}号应急灯不亮`
const reason = '又到现场看过，应急灯是亮的，照片传错了一张。'

it('a doubt after the closing is answered offline, on the phone of who checks', async () => {
  const on390 = phone[0] as (typeof phone)[number]
  const firm = await open(browser, on390)
  await enter(firm.context, 'enterprise')
  const town = await open(browser, on390)
  await enter(town.context, 'township')
  await town.page.goto(`${base()}/m/hazards`)
  await firm.page.goto(`${base()}/m/hazards`)
  const id = await closed(firm, town)

  await ready(town.page, 'check', [text])
  await town.page.goto(`${base()}/m/`)
  await town.page.getByRole('link', { name: new RegExp(text) }).click() // the card of the work
  await town.page.getByRole('heading', { name: '核对疑点' }).waitFor()
  await town.page.getByText('照片与其他记录是同一文件').waitFor()
  await town.context.setOffline(true)
  const send = town.page.getByRole('button', { name: '已核实，维持销号' })
  await send.click()
  await town.page.getByRole('alert').getByText('怎么核实的').waitFor() // not without it
  await town.page.getByLabel('怎么核实的').fill(reason)
  if (process.env.ANLAN_SHOTS) await shoot(town.page, 'vouch-phone')
  await send.click()
  await town.page.waitForURL(/\/m\/outbox/)
  await arrive(town)

  const one = await (await town.context.request.get(`${base()}/api/v1/hazards/${id}`)).json()
  expect(one.state).toBe('closed')
  expect(one.doubts[0].answer.text).toBe(reason)
  const todo = await (await town.context.request.get(`${base()}/api/v1/todo`)).json()
  expect(todo.items.filter((i: { link?: string }) => i.link === `/hazards/${id}`)).toEqual([])
  expect([...firm.watch.outside, ...town.watch.outside]).toEqual([])
  await firm.context.close()
  await town.context.close()
})

/** A hazard that was put right, and closed with a picture that another finding showed. */
async function closed(firm: Phone, town: Phone): Promise<string> {
  const owner = (await (await firm.context.request.get(`${base()}/api/v1/session`)).json()).post.unit.id as string
  await report(town, owner, `${text}（另一处）`, nth)
  const id = await report(town, owner, text, nth + 1)
  const { matter } = await (await town.context.request.get(`${base()}/api/v1/hazards/${id}`)).json()
  await post(firm, `/matters/${matter}/sign`, {})
  const files = [await picture(firm, nth + 2), await picture(firm, nth + 3)]
  await post(firm, `/matters/${matter}/feedback`, { text: '已换新', final: true, files })
  const photos = [{ hash: await picture(town, nth), at: new Date().toISOString() }]
  await expect
    .poll(
      async () => {
        const path = `${base()}/api/v1/hazards/${id}/close`
        const data = { pass: true, text: '现场看过', visit: true, photos }
        return (await town.context.request.post(path, { data, headers: headers() })).status()
      },
      { timeout: 60_000 },
    )
    .toBe(200) // the ledger hears of the report a moment later
  return id
}

async function post({ context }: Phone, path: string, data: object): Promise<void> {
  const answer = await context.request.post(`${base()}/api/v1${path}`, { data, headers: headers() })
  expect(answer.status(), await answer.text()).toBe(200)
}
