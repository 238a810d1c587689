import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { TileGlyph, TilePatterns } from './TileGlyph'
import css from './TileMap.module.css'
import { cell, isArrow, lampOf, linesOf, neighbour, placeOf, sizeOf } from './tiles'
import type { Tile } from './types'

/** The tile map: one tile per township, roughly where it lies. Pattern, glyph and words tell; colour only helps. */
export function TileMap({ tiles }: { tiles: Tile[] }) {
  const t = useT('board')
  const id = useId().replace(/[^\w-]/g, '')
  const svg = useRef<SVGSVGElement>(null)
  const [at, setAt] = useState(tiles[0]?.code ?? '')
  const { width, height } = sizeOf(tiles)
  const current = tiles.some(tile => tile.code === at) ? at : (tiles[0]?.code ?? '')
  const walk = (e: KeyboardEvent) => {
    if (!isArrow(e.key)) return
    e.preventDefault()
    const next = neighbour(tiles, current, e.key)
    if (!next) return
    setAt(next.code)
    svg.current?.querySelector<SVGAElement>(`[data-code="${next.code}"]`)?.focus()
  }
  return (
    <div className={css.scroll}>
      <p className="sr-only" id={`${id}-keys`}>
        {t('map.keys')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a map of links is no fieldset */}
      <svg
        ref={svg}
        className={css.map}
        viewBox={`-3 -3 ${width + 6} ${height + 6}`}
        role="group"
        aria-label={t('map.title')}
        aria-describedby={`${id}-keys`}
        onKeyDown={walk}
      >
        <TilePatterns id={id} />
        {tiles.map(tile => (
          <TileShape key={tile.code} id={id} tile={tile} at={tile.code === current} onFocus={() => setAt(tile.code)} />
        ))}
      </svg>
    </div>
  )
}

interface ShapeProps {
  id: string
  tile: Tile
  at: boolean
  onFocus: () => void
}

function TileShape({ id, tile, at, onFocus }: ShapeProps) {
  const t = useT('board')
  const lamp = lampOf(tile)
  const { x, y } = placeOf(tile)
  const lines = linesOf(tile.name, 4)
  const tail = lamp === 'overdue' || lamp === 'soon' ? lamp : undefined
  return (
    <g transform={`translate(${x} ${y})`}>
      <a
        className={`${css.tile} ${css[lamp]}`}
        href={tile.href}
        tabIndex={at ? 0 : -1}
        data-code={tile.code}
        onFocus={onFocus}
        onClick={e => {
          if (e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return
          e.preventDefault()
          navigate(tile.href)
        }}
      >
        <rect className={css.ground} width={cell.width} height={cell.height} rx="8" />
        {(lamp === 'overdue' || lamp === 'soon') && (
          <rect width={cell.width} height={cell.height} rx="8" fill={`url(#${id}-${lamp})`} />
        )}
        <rect className={css.edge} width={cell.width} height={cell.height} rx="8" />
        <TileGlyph lamp={lamp} x={cell.width - 20} y={cell.height - 20} />
        {lines.map((line, i) => (
          <text key={line} className={css.name} x="11" y={26 + i * 21}>
            {line}
          </text>
        ))}
        <text className={css.count} x="11" y={cell.height - (tail ? 33 : 13)}>
          {tile.open > 0 ? t('map.open', { count: tile.open }) : t('map.none')}
        </text>
        {tail && (
          <text className={css.tail} x="11" y={cell.height - 12}>
            {t(`map.${tail}`, { count: tile[tail] })}
          </text>
        )}
      </a>
    </g>
  )
}
