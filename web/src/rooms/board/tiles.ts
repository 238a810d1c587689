import type { Tile } from './types'

// Where tiles stand, and how the arrow keys walk between them.

export const cell = { width: 106, height: 104, gap: 7 }

export type Lamp = 'overdue' | 'soon' | 'normal' | 'none'

/** lampOf is the worst thing that a tile has to say. */
export function lampOf(tile: Tile): Lamp {
  if (tile.overdue > 0) return 'overdue'
  if (tile.soon > 0) return 'soon'
  return tile.open > 0 ? 'normal' : 'none'
}

export function sizeOf(tiles: Tile[]): { width: number; height: number } {
  const columns = Math.max(0, ...tiles.map(t => t.x + 1))
  const rows = Math.max(0, ...tiles.map(t => t.y + 1))
  const { width, height, gap } = cell
  return { width: Math.max(0, columns * (width + gap) - gap), height: Math.max(0, rows * (height + gap) - gap) }
}

export function placeOf(tile: Tile): { x: number; y: number } {
  return { x: tile.x * (cell.width + cell.gap), y: tile.y * (cell.height + cell.gap) }
}

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const
export type Arrow = keyof typeof steps

export function isArrow(key: string): key is Arrow {
  return key in steps
}

/** neighbour is the nearest tile in a direction; drifting sideways costs more than going far, so rows hold together. */
export function neighbour(tiles: Tile[], from: string, arrow: Arrow): Tile | undefined {
  const here = tiles.find(t => t.code === from)
  if (!here) return tiles[0]
  const [dx, dy] = steps[arrow]
  const ahead = tiles
    .map(tile => {
      const forward = (tile.x - here.x) * dx + (tile.y - here.y) * dy
      const sideways = Math.abs((tile.x - here.x) * dy) + Math.abs((tile.y - here.y) * dx)
      return { tile, forward, cost: forward + sideways * 2.5 }
    })
    .filter(c => c.forward > 0)
  ahead.sort((a, b) => a.cost - b.cost || a.tile.code.localeCompare(b.tile.code))
  return ahead[0]?.tile
}

/** linesOf breaks a name that is too long for its tile: the county's prefix goes, the rest takes two lines. */
export function linesOf(name: string, most = 7): string[] {
  const short = name.length > most ? name.replace(/^.{2,4}?[县区市](?=.{3})/u, '') : name
  if (short.length <= most) return [short]
  const half = Math.min(most, Math.ceil(short.length / 2))
  const rest = short.slice(half)
  return [short.slice(0, half), rest.length > most ? `${rest.slice(0, most - 1)}…` : rest]
}

/** The list twin is ordered by what is left to close, never as a ranking: all that need nothing come in map order. */
export function gapsFirst(tiles: Tile[]): Tile[] {
  return [...tiles].sort((a, b) => b.overdue - a.overdue || b.soon - a.soon || a.y - b.y || a.x - b.x)
}
