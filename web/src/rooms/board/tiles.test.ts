import { describe, expect, it } from 'vitest'
import { type Arrow, cell, gapsFirst, lampOf, linesOf, neighbour, sizeOf } from './tiles'
import type { Tile } from './types'

const tile = (code: string, x: number, y: number, more: Partial<Tile> = {}): Tile => ({
  code,
  name: code,
  x,
  y,
  open: 0,
  overdue: 0,
  soon: 0,
  href: '',
  ...more,
})

const map = [tile('a', 0, 0), tile('b', 2, 0), tile('c', 0, 1), tile('d', 1, 1), tile('e', 3, 2)]

describe('walking the tiles', () => {
  const go = (from: string, ...arrows: Arrow[]) =>
    arrows.reduce((at, arrow) => neighbour(map, at, arrow)?.code ?? at, from)
  it('jumps a hole in a row and stops at the edge', () => {
    expect(go('a', 'ArrowRight')).toBe('b')
    expect(neighbour(map, 'a', 'ArrowLeft')).toBeUndefined()
    expect(neighbour(map, 'a', 'ArrowUp')).toBeUndefined()
  })
  it('prefers straight on to aslant', () => {
    expect(go('a', 'ArrowDown')).toBe('c')
    expect(go('c', 'ArrowRight')).toBe('d')
  })
  it('reaches every tile from every tile', () => {
    const arrows: Arrow[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
    for (const start of map) {
      const seen = new Set([start.code])
      const queue = [start.code]
      for (let at = queue.pop(); at; at = queue.pop()) {
        for (const arrow of arrows) {
          const next = neighbour(map, at, arrow)?.code
          if (next && !seen.has(next)) {
            seen.add(next)
            queue.push(next)
          }
        }
      }
      expect(seen.size).toBe(map.length)
    }
  })
  it('starts at the first tile when the focus is nowhere', () => {
    expect(neighbour(map, 'zz', 'ArrowDown')?.code).toBe('a')
    expect(neighbour([], 'zz', 'ArrowDown')).toBeUndefined()
  })
})

describe('what a tile says', () => {
  it('speaks of the worst first', () => {
    expect(lampOf(tile('x', 0, 0, { open: 4, overdue: 1, soon: 2 }))).toBe('overdue')
    expect(lampOf(tile('x', 0, 0, { open: 4, soon: 2 }))).toBe('soon')
    expect(lampOf(tile('x', 0, 0, { open: 4 }))).toBe('normal')
    expect(lampOf(tile('x', 0, 0))).toBe('none')
  })
  it('shortens long names without losing what tells them apart', () => {
    expect(linesOf('永清镇')).toEqual(['永清镇'])
    expect(linesOf('清水县科技养殖示范园区')).toEqual(['科技养殖', '示范园区'])
    expect(linesOf('Yongqing Town Seat').length).toBe(2)
  })
  it('orders the list by open gaps and leaves the rest where the map has them', () => {
    const list = gapsFirst([tile('p', 1, 0), tile('q', 0, 0), tile('r', 0, 1, { overdue: 2, open: 2 })])
    expect(list.map(t => t.code)).toEqual(['r', 'q', 'p'])
  })
  it('measures the map', () => {
    expect(sizeOf(map)).toEqual({ width: 4 * cell.width + 3 * cell.gap, height: 3 * cell.height + 2 * cell.gap })
    expect(sizeOf([])).toEqual({ width: 0, height: 0 })
  })
})
