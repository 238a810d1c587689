import type { Named } from '@/api/types'
import type { Axis, Box, Kind, Matrix, Row } from './data'

// The grid's shape, apart from how it is drawn: its columns, the rows that a filter leaves, what a cell shows and
// which part of it is in sight.

export interface Column {
  key: string
  name: string
  /** An axis has words in its cells; a unit has a mark. */
  axis?: Axis
  unit?: string
  group: 'axis' | 'department' | 'town'
}

/** The axes that boxes are written for, then the units: departments, others that lead something, townships. */
export function columnsOf(matrix: Matrix, units: { departments: Named[]; towns: Named[] }): Column[] {
  const used = new Set(matrix.rows.flatMap(r => r.boxes.map(b => b.axis)))
  const columns: Column[] = matrix.axes
    .filter(a => used.has(a.key))
    .map(a => ({ key: a.key, name: a.name, axis: a, group: 'axis' }))
  const seen = new Set<string>()
  const add = (u: Named, group: 'department' | 'town') => {
    if (!seen.has(u.id)) columns.push({ key: u.id, name: u.name, unit: u.id, group })
    seen.add(u.id)
  }
  const towns = new Set(units.towns.map(u => u.id))
  for (const u of units.departments) add(u, 'department')
  for (const row of matrix.rows) {
    for (const box of row.boxes) {
      for (const o of box.owners) if (!towns.has(o.unit.id)) add(o.unit, 'department')
    }
  }
  for (const u of units.towns) add(u, 'town')
  return columns
}

export type Mark = 'lead' | 'co' | 'place' | ''

/** What a row says of a unit: it leads, takes part, or answers by its territory. */
export function markOf(row: Row, column: Column): Mark {
  let mark: Mark = column.group === 'town' && row.kind === 'sector' ? 'place' : ''
  for (const box of row.boxes) {
    for (const o of box.owners) {
      if (o.unit.id !== column.unit || o.post) continue
      if (o.role === 'lead') return 'lead'
      mark = 'co'
    }
  }
  return mark
}

export const boxOf = (row: Row, axis: string): Box | undefined => row.boxes.find(b => b.axis === axis)

/** Rows that have what is looked for; the nodes above them stay, so that one sees where they stand. */
export function filtered(rows: Row[], flag: Kind | '', q: string): Row[] {
  const words = q.trim().toLowerCase()
  if (!flag && !words) return rows
  const keep = new Set<Row>()
  const above: Row[] = []
  for (const row of rows) {
    if (row.kind === 'sector') {
      above.length = row.depth
      above[row.depth] = row
    }
    const has = !flag || row.boxes.some(b => b.flags.includes(flag))
    const said =
      !words ||
      row.name.toLowerCase().includes(words) ||
      row.boxes.some(b => b.owners.some(o => o.unit.name.toLowerCase().includes(words)))
    if (!has || !said) continue
    if (row.kind === 'sector') for (const up of above.slice(0, row.depth)) keep.add(up)
    keep.add(row)
  }
  return rows.filter(r => keep.has(r))
}

/** The first and the last of many of one size that are in sight, with a few on both sides. */
export function inSight(at: number, span: number, size: number, count: number, spare = 3): [number, number] {
  const first = Math.max(0, Math.floor(at / size) - spare)
  return [first, Math.min(count, Math.ceil((at + span) / size) + spare)]
}

/** The same for columns of different widths; edges are where each begins, and last where all end. */
export function between(edges: number[], at: number, span: number, spare = 2): [number, number] {
  let first = 0
  while (first < edges.length - 2 && (edges[first + 1] ?? 0) <= at) first++
  let last = first
  while (last < edges.length - 1 && (edges[last] ?? 0) < at + span) last++
  return [Math.max(0, first - spare), Math.min(edges.length - 1, last + spare)]
}

export function edgesOf(columns: Column[], wide: number, narrow: number): number[] {
  const edges = [0]
  for (const c of columns) edges.push((edges.at(-1) ?? 0) + (c.axis ? wide : narrow))
  return edges
}

/** Where a key leads from a cell; row -1 is the line of heads, column -1 the names of the rows. */
export function step(
  key: string,
  ctrl: boolean,
  at: { row: number; col: number },
  rows: number,
  cols: number,
  page: number,
): { row: number; col: number } | undefined {
  const clamp = (row: number, col: number) => ({
    row: Math.max(-1, Math.min(rows - 1, row)),
    col: Math.max(-1, Math.min(cols - 1, col)),
  })
  switch (key) {
    case 'ArrowDown':
      return clamp(at.row + 1, at.col)
    case 'ArrowUp':
      return clamp(at.row - 1, at.col)
    case 'ArrowRight':
      return clamp(at.row, at.col + 1)
    case 'ArrowLeft':
      return clamp(at.row, at.col - 1)
    case 'PageDown':
      return clamp(at.row + page, at.col)
    case 'PageUp':
      return clamp(at.row - page, at.col)
    case 'Home':
      return clamp(ctrl ? -1 : at.row, -1)
    case 'End':
      return clamp(ctrl ? rows - 1 : at.row, cols - 1)
    default:
      return undefined
  }
}
