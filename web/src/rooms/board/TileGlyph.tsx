import css from './TileMap.module.css'
import type { Lamp } from './tiles'

/** The deadline lamp as SVG, in the middle of (x, y): ✓, half disc, exclamation; nothing where nothing is open. */
export function TileGlyph({ lamp, x, y }: { lamp: Lamp; x: number; y: number }) {
  if (lamp === 'none') return null
  return (
    <g className={css.glyph} transform={`translate(${x} ${y})`}>
      <circle className={css.ring} r="9" />
      {lamp === 'normal' && <path d="M-4 .4l3 3 5-6" className={css.stroke} />}
      {lamp === 'soon' && <path d="M0 -9a9 9 0 010 18z" className={css.solid} />}
      {lamp === 'overdue' && (
        <>
          <path d="M0 -5v6" className={css.stroke} />
          <circle cy="4.8" r="1.5" className={css.solid} />
        </>
      )}
    </g>
  )
}

/** Hatching for overdue, dots for soon: readable in black and white and for colour-blind readers. */
export function TilePatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-overdue`} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v9" className={css.hatch} />
      </pattern>
      <pattern id={`${id}-soon`} width="10" height="10" patternUnits="userSpaceOnUse">
        <circle cx="5" cy="5" r="1.2" className={css.dot} />
      </pattern>
    </defs>
  )
}
