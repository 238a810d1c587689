import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { chairs } from './chairs'
import { base, shoot } from './harness'
import { call } from './people'
import { workbook } from './xlsx'

// A newcomer finds the three largest holes of the demo county, walks the grid by the keyboard, and brings one hole
// before the committee.

const { sit } = chairs()
let page: Page

beforeAll(async () => {
  page = (await sit('office')).page
}, 60_000)

it('walks the grid by the keyboard alone', async () => {
  await page.goto(`${base()}/matrix`)
  const grid = page.getByRole('grid')
  await grid.locator('[role=gridcell]').first().waitFor()
  expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(86)
  expect(await grid.locator('[role=row]').count()).toBeLessThan(60) // only what is in sight is drawn
  await grid.locator('[tabindex="0"]').first().focus()
  const at = () =>
    page.evaluate(() => {
      const a = document.activeElement
      return `${a?.parentElement?.getAttribute('aria-rowindex')}/${a?.getAttribute('aria-colindex')}`
    })
  expect(await at()).toBe('2/2')
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await expect.poll(at).toBe('3/4')
  await page.keyboard.press('Control+End')
  const rows = await grid.getAttribute('aria-rowcount')
  const cols = await grid.getAttribute('aria-colcount')
  await expect.poll(at).toBe(`${rows}/${cols}`)
  const hidden = await page.evaluate(() => {
    const a = document.activeElement?.getBoundingClientRect()
    const g = document.querySelector('[role=grid]')?.getBoundingClientRect()
    return !a || !g || a.bottom > g.bottom + 1 || a.right > g.right + 1
  })
  expect(hidden).toBe(false)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog] h3').first().waitFor()
  await page.keyboard.press('Escape')
}, 60_000)

it('finds the three largest holes and brings one before the committee', async () => {
  await page.goto(`${base()}/matrix/findings?kind=gap&state=open`)
  const rows = page.locator('tbody tr')
  await rows.nth(2).waitFor()
  const sizes = await rows.evaluateAll(list =>
    list.slice(0, 3).map(r => Number(r.querySelectorAll('td')[1]?.textContent)),
  )
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  await rows.first().locator('th button').click()
  await page.getByRole('button', { name: '提请安委会' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.locator('select[name=meeting] option').count()).toBeGreaterThan(0)
  await dialog.getByRole('button', { name: '提请', exact: true }).click()
  const link = page.locator('main dl a').first()
  await link.waitFor()
  expect(await page.getByText('已提请安委会').count()).toBeGreaterThan(0)
  const meeting = (await link.getAttribute('href')) ?? ''
  const id = meeting.split('/').at(-1)
  const found = await page.evaluate(async meetingID => {
    const desk = await (await fetch(`/api/v1/meetings/${meetingID}/desk`)).json()
    return JSON.stringify(desk).includes('明确责任单位')
  }, id)
  expect(found).toBe(true)
}, 60_000)

it('says on the page of a site who is responsible, and who is not', async () => {
  await page.goto(`${base()}/sites`)
  const id = await page.evaluate(async () => {
    const sites = await (await fetch('/api/v1/sites?q=剧本')).json()
    return sites.items[0].id
  })
  await page.goto(`${base()}/sites/${id}`)
  await page.getByText('谁对它负责').waitFor()
  await page.getByText(/这些维度无人负责.*管行业/).waitFor()
  await page.getByText('属地：所在乡镇、村').first().waitFor()
}, 60_000)

interface Hole {
  id: string
  axis?: string
  revision: number
  sector: { id: string } | null
}

// Where a post must answer and the committee names a unit without a head, the page of the hole says who is missing.
it('says after a decision that the unit it names has no head', async () => {
  const head = { kind: 'government_organ', name: '清水县新业态专班（筹）', place: '620521', rank: 990 }
  const unit = await call<{ id: string }>(page, 'POST', '/units', head)
  const holes = await call<{ items: Hole[] }>(page, 'GET', '/matrix/findings?kind=gap&state=open')
  const hole = holes.items.find(f => f.axis === 'portfolio' && f.sector)
  if (!hole) throw new Error('The demonstration has no sector without a leader')
  const at = `/matrix/findings/${hole.id}`
  const asked = await call<Hole>(page, 'POST', `${at}/ask`, {
    unit: unit.id,
    text: '新业态',
    asked: [],
    revision: hole.revision,
  })
  const meeting = {
    kind: 'special',
    title: '新业态安全专题会议',
    date: '2026-01-15',
    session: 'morning',
    state: 'held',
  }
  const held = await call<{ id: string }>(page, 'POST', '/meetings', meeting)
  await call(page, 'POST', `${at}/table`, { meeting: held.id, revision: asked.revision })
  await decide(held.id)
  await page.goto(`${base()}${at}`)
  await page.getByText('该单位没有主要负责人岗位').waitFor()
  await shoot(page, 'matrix-wants-1440')
}, 60_000)

/** Sends the one decision of a meeting. */
async function decide(meeting: string): Promise<void> {
  const desk = await call<{ decisions: { id: string; revision: number }[] }>(page, 'GET', `/meetings/${meeting}/desk`)
  const decision = desk.decisions[0]
  if (!decision) throw new Error('The hole stands on no agenda')
  await call(page, 'POST', `/decisions/${decision.id}/tick`, { revision: decision.revision })
  await call(page, 'POST', `/meetings/${meeting}/dispatch`, { decisions: [decision.id], revision: 0 })
}

// 换届: the table comes back with a successor and somebody who leaves; what changed hands stands below, until it is undone.
it('brings in a change of posts in one go, shows what changed hands, and takes it back', async () => {
  await page.goto(`${base()}/matrix/diff`)
  await page.getByRole('button', { name: '导入换届人员表' }).click()
  await page.getByLabel('选择文件并检查').setInputFiles({
    name: '换届.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbook([
      ['单位', '岗位', '岗位类别', '姓名', '任职日期', '离任日期'],
      ['共青团清水县委员会', '安全联络员', '联络员', '演示·新联络员', '2026-01-12', ''],
      ['清水县妇女联合会', '安全联络员', '联络员', '-', '', '2026-01-13'],
      ['没有这个局', '局长', '主要负责人', '演示·某某', '', ''],
    ]),
  })
  await page.getByText('没有找到叫“没有这个局”的单位').waitFor()
  await page.getByRole('button', { name: '导入 2 行' }).click()
  const changed = page.locator('tbody tr')
  await changed.filter({ hasText: /团县委安全联络员.*演示·新联络员/ }).waitFor()
  await changed.filter({ hasText: /县妇联安全联络员.*无人/ }).waitFor()
  await shoot(page, 'matrix-turnover-1440')
  await page.getByRole('button', { name: /整批撤销/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销 2 行' }).click()
  await changed.filter({ hasText: '演示·新联络员' }).waitFor({ state: 'detached' })
}, 60_000)
