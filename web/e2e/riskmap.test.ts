import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { base, desk, launch, shoot } from './harness'
import { sit } from './people'

// The wall map on paper: A3 across, a page for each sheet, and on each sheet what the colours mean and where the figures
// come from.

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const on1440 = desk[0] as (typeof desk)[number]

it('the risk map prints on A3, a page for each sheet, with its legend and its source', async () => {
  const { page, watch, context } = await sit(browser, on1440, '县安委办')
  await page.goto(`${base()}/risks/map?look=schematic`)
  await page.locator('main li a strong').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  const sources = page.getByText(/^来源：本县风险点台账/)
  await sources.first().waitFor()
  const sheets = await sources.filter({ visible: true }).count()
  expect(sheets).toBe(2) // the squares, and the list
  await page.getByRole('list', { name: /^图例/ }).waitFor()
  await shoot(page, 'risk-map-print')
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const sizes = [...pdf.matchAll(/\/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(m => m.slice(1).map(Number))
  expect(sizes.length).toBe(sheets) // none runs over into another page, so what it carries stands on it
  for (const [wide, high] of sizes) {
    expect(Math.abs((wide ?? 0) - 1190.6)).toBeLessThan(2) // 420 mm
    expect(Math.abs((high ?? 0) - 841.9)).toBeLessThan(2) // 297 mm
  }
  expect(watch).toEqual({ errors: [], outside: [] })
  await context.close()
}, 120_000)
