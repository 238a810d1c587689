import { describe, expect, it } from 'vitest'
import type { Matrix, Owner, Row } from './data'
import { between, columnsOf, edgesOf, filtered, inSight, markOf, step } from './layout'

const unit = (id: string) => ({ id, name: id })
const owner = (id: string, role: 'lead' | 'co' = 'lead'): Owner => ({
  unit: unit(id),
  post: null,
  axis: 'industry',
  role,
  way: 'cell',
  state: 'present',
  sector: null,
  basis: null,
})
const row = (name: string, depth: number, owners: Owner[], flags: Row['boxes'][number]['flags'] = []): Row => ({
  key: name,
  kind: 'sector',
  name,
  depth,
  leaf: true,
  boxes: [{ axis: 'industry', owners, flags, count: 0 }],
})
const rows = [
  row('消防', 0, [owner('消防大队')]),
  row('商场', 1, [owner('商务局'), owner('消防大队', 'co')]),
  row('剧本娱乐', 1, [], ['gap']),
  row('矿山', 0, [owner('应急局')]),
]
const axis = { key: 'industry', name: '管行业', law: '', over: 'sector', owner: 'unit', must: true, one: true }
const matrix: Matrix = { day: '', today: '', axes: [axis, { ...axis, key: 'village' }], rows, may: true }
const units = { departments: [unit('应急局'), unit('消防大队')], towns: [unit('永清镇')] }

describe('the grid', () => {
  it('has the axes that are used, then departments, others that lead, and townships', () => {
    expect(columnsOf(matrix, units).map(c => c.key)).toEqual(['industry', '应急局', '消防大队', '商务局', '永清镇'])
  })

  it('marks who leads, who takes part and who answers by territory', () => {
    const columns = columnsOf(matrix, units)
    const marks = columns.filter(c => c.unit).map(c => markOf(rows[1] as Row, c))
    expect(marks).toEqual(['', 'co', 'lead', 'place'])
  })

  it('keeps the nodes above a row that is looked for', () => {
    expect(filtered(rows, 'gap', '').map(r => r.name)).toEqual(['消防', '剧本娱乐'])
    expect(filtered(rows, '', '商务').map(r => r.name)).toEqual(['消防', '商场'])
    expect(filtered(rows, 'overlap', '')).toEqual([])
    expect(filtered(rows, '', '')).toBe(rows)
  })

  it('draws what is in sight and a little more', () => {
    expect(inSight(0, 100, 20, 1000, 1)).toEqual([0, 6])
    expect(inSight(400, 100, 20, 22, 1)).toEqual([19, 22])
    const edges = edgesOf(columnsOf(matrix, units), 150, 40)
    expect(edges).toEqual([0, 150, 190, 230, 270, 310])
    expect(between(edges, 0, 100, 0)).toEqual([0, 1])
    expect(between(edges, 195, 40, 0)).toEqual([2, 4])
    expect(between(edges, 300, 500, 0)).toEqual([4, 5])
  })

  it('is walked by keys, heads and names included', () => {
    const at = { row: 0, col: 0 }
    expect(step('ArrowUp', false, at, 4, 5, 10)).toEqual({ row: -1, col: 0 })
    expect(step('ArrowLeft', false, at, 4, 5, 10)).toEqual({ row: 0, col: -1 })
    expect(step('PageDown', false, at, 4, 5, 10)).toEqual({ row: 3, col: 0 })
    expect(step('End', true, at, 4, 5, 10)).toEqual({ row: 3, col: 4 })
    expect(step('Home', true, at, 4, 5, 10)).toEqual({ row: -1, col: -1 })
    expect(step('x', false, at, 4, 5, 10)).toBeUndefined()
  })
})
