import type { MatterRow } from '@/rooms/matter/types'

// What /api/v1/board sends: figures folded from events, never counted by a screen.

export interface SentencePart {
  text: string
  href?: string | null
}

export interface Sign {
  key: string
  label: string
  value: number
  base?: number | null
  baseLabel?: string | null
  href: string
}

export interface Tile {
  code: string
  name: string
  x: number
  y: number
  open: number
  overdue: number
  soon: number
  unsigned?: number
  /** GeoJSON, where a boundary is public. */
  geometry?: string
  href: string
}

export interface BoardMap {
  kind: 'schematic' | 'geometry'
  note?: string
  tiles: Tile[] | null
}

export interface Need {
  matter: MatterRow
  why: string
  verb: string
}

export interface Board {
  at: string
  sentence: SentencePart[] | null
  signs: Sign[] | null
  map: BoardMap
  needs: Need[] | null
}
