import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { base, enter, launch, open, phone } from './harness'

// Figures and no test: what an old phone (processor six times slower) feels at the end of a thin line (1 Mbit/s), with
// 30,000 rows to carry. ANLAN_SPEED=1 npm run e2e speed

const rows = 30_000
const pageOf = 1000
const slow = 6
const line = { offline: false, latency: 100, downloadThroughput: 125_000, uploadThroughput: 62_500 }
const on390 = phone[0] as (typeof phone)[number]

interface Page1 {
  cursor: string
  more: boolean
  sites: Record<string, unknown>[]
}

/** A county between the browser and the county: it answers the pack with as many sites as a county's office carries. */
function crowded(): Promise<Server> {
  const proxy = createServer((req, res) => {
    const cursor = /[?&]cursor=crowd-(\d+)/.exec(req.url ?? '')
    const up = request(`${base()}${cursor ? '/api/v1/field/pack' : req.url}`, {
      method: req.method,
      headers: { ...req.headers, host: new URL(base()).host, 'accept-encoding': cursor ? 'identity' : 'gzip' },
    })
    const isPack = req.url?.startsWith('/api/v1/field/pack')
    if (isPack) up.setHeader('accept-encoding', 'identity')
    up.on('response', from => {
      if (!isPack || from.statusCode !== 200) {
        res.writeHead(from.statusCode ?? 502, from.headers)
        from.pipe(res)
        return
      }
      const parts: Buffer[] = []
      from.on('data', d => parts.push(d))
      from.on('end', () => {
        const page = JSON.parse(Buffer.concat(parts).toString()) as Page1
        const n = cursor ? Number(cursor[1]) : 0
        const answer = cursor ? { ...page, ...bare } : page
        answer.sites = crowd(n)
        answer.more = (n + 1) * pageOf < rows
        answer.cursor = answer.more ? `crowd-${n + 1}` : page.cursor
        const body = gzipSync(JSON.stringify(answer))
        res.writeHead(200, {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'content-length': body.length,
        })
        res.end(body)
      })
    })
    req.pipe(up)
  })
  return new Promise(resolve => proxy.listen(0, '127.0.0.1', () => resolve(proxy)))
}

const bare = { reset: false, tasks: [], sets: {}, gone: {}, whole: [] }

/** Sites as the county sends them, each another; names repeat no more than names do. */
function crowd(page: number): Record<string, unknown>[] {
  return Array.from({ length: pageOf }, (_, i) => {
    const n = page * pageOf + i
    const id = n.toString(16).padStart(8, '0')
    const odd = (n * 2654435761) % 0xffffffff
    return {
      id: `01a2${id.slice(4)}-${id.slice(0, 4)}-7${odd.toString(16).padStart(8, '0').slice(0, 3)}-8abc-${odd.toString(16).padStart(12, '0')}`,
      name: `（演示）${['永清', '红堡', '白沙', '金集', '秦亭'][n % 5]}${['商店', '饭馆', '加油站', '学校', '小作坊', '养殖场'][odd % 6]}${n}`,
      kind: ['small_crowded', 'gas_restaurant', 'filling_station', 'school', 'factory', 'other'][odd % 6],
      unit: `01a2${(odd % 1500).toString(16).padStart(4, '0')}-0000-7000-8000-000000000000`,
      place: `6205211${n % 18}0${n % 9}`,
      lon: 106 + (odd % 10_000) / 20_000,
      lat: 34.5 + (n % 10_000) / 20_000,
      address: `第 ${n % 400} 村 ${odd % 90} 号`,
      labels: [`${(odd * 31).toString(36).toUpperCase().slice(0, 10)}`],
      initials: `yq${(odd % 1_000_000).toString(36)}`,
      revision: 1,
    }
  })
}

const script = async (cdp: CDPSession) => {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(m => m.name === 'ScriptDuration')?.value ?? 0) * 1000
}

/** enough waits until the phone holds so many rows; it asks the phone's own store, so that nothing is guessed. */
async function enough(page: Page, want: number): Promise<void> {
  for (;;) {
    const have = await page.evaluate(async () => {
      const name = (await indexedDB.databases()).find(d => d.name?.startsWith('anlan-field-'))?.name
      if (!name) return 0
      const db = await new Promise<IDBDatabase>((yes, no) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => yes(asked.result)
        asked.onerror = () => no(asked.error)
      })
      const state = await new Promise<{ rows?: number } | undefined>(yes => {
        const asked = db.transaction('meta').objectStore('meta').get('pack')
        asked.onsuccess = () => yes(asked.result)
      })
      db.close()
      return state?.rows ?? 0
    })
    if (have >= want) return
    await page.waitForTimeout(250)
  }
}

const show = (what: string, ms: number, limit: string) =>
  console.log(`${what.padEnd(64)} ${(ms / 1000).toFixed(2)} s   (limit ${limit})`)

describe.runIf(process.env.ANLAN_SPEED)('an old phone on a thin line', () => {
  it('shows its figures', { timeout: 600_000 }, async () => {
    const browser = await launch()
    const proxy = await crowded()
    const at = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const { context, page } = await open(browser, on390)
    await enter(context, 'office')
    const cdp = await context.newCDPSession(page)
    await cdp.send('Performance.enable')
    await cdp.send('Network.enable')
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow })

    await page.goto(`${at}/m/`, { waitUntil: 'commit' })
    await page.locator('main h1').waitFor()
    show('script of the first load at 6×, until the first screen', await script(cdp), '1.2 s')
    await page.evaluate(async () => {
      for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister()
      for (const d of await indexedDB.databases()) indexedDB.deleteDatabase(d.name ?? '')
      for (const c of await caches.keys()) await caches.delete(c)
    })
    await page.goto('about:blank')
    await cdp.send('Network.clearBrowserCache')
    await cdp.send('Network.emulateNetworkConditions', line)

    const began = Date.now()
    await page.goto(`${at}/m/`, { waitUntil: 'commit', timeout: 120_000 })
    await page.locator('main h1').waitFor({ timeout: 120_000 })
    show('signed in, 1 Mbit/s, 6×: the first screen', Date.now() - began, '60 s')
    await enough(page, 100) // the first page brings dictionaries, tasks, hazards and checks before any site
    show('… my tasks, hazards, checks and dictionaries are on the phone', Date.now() - began, '60 s')
    await enough(page, rows)
    show(`… all ${rows} rows are on the phone`, Date.now() - began, '60 s')

    await page.goto(`${at}/m/sites`, { timeout: 120_000 })
    await page.getByRole('searchbox').waitFor()
    const typed = Date.now()
    await page.getByRole('searchbox').fill('加油站29')
    await page.locator('main li a', { hasText: '加油站29' }).first().waitFor({ timeout: 60_000 })
    show(`a site is found by name among ${rows} at 6×`, Date.now() - typed, '—')
    await context.close()
    await browser.close()
    proxy.close()
  })
})
