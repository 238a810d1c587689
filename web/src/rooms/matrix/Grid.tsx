// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts and walked cell by cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells
import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Row } from './data'
import css from './Grid.module.css'
import { BoxCell, MarkCell } from './GridCell'
import { between, boxOf, type Column, edgesOf, inSight, markOf, step } from './layout'

export interface Spot {
  row: number
  col: number
}

interface Props {
  rows: Row[]
  columns: Column[]
  label: string
  onOpen: (row: Row, column: Column | undefined) => void
}

/** The sizes of a cell by density; on a narrow screen names and words have less room. */
function useSizes(width: number) {
  const { density } = usePrefs()
  const elder = density === 'elder'
  const narrow = width > 0 && width < 640
  return {
    line: elder ? 56 : density === 'compact' ? 32 : 40,
    head: elder ? 150 : 118,
    name: narrow ? 132 : elder ? 300 : 240,
    wide: narrow ? 116 : elder ? 200 : 152,
    slim: elder ? 60 : 44,
  }
}

/** The matrix: both heads stay in sight, only what is in sight is drawn, and every cell is reached by the keyboard. */
export function Grid({ rows, columns, label, onOpen }: Props) {
  const t = useT('matrix')
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ x: 0, y: 0, w: 0, h: 0 })
  const [at, setAt] = useState<Spot>({ row: 0, col: 0 })
  const wanted = useRef(false)
  const size = useSizes(view.w)
  const edges = useMemo(() => edgesOf(columns, size.wide, size.slim), [columns, size.wide, size.slim])
  const look = useCallback(() => {
    const b = box.current
    if (b) setView({ x: b.scrollLeft, y: b.scrollTop, w: b.clientWidth, h: b.clientHeight })
  }, [])
  useLayoutEffect(() => {
    look()
    const watch = new ResizeObserver(look)
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [look])
  const here = { row: Math.min(at.row, rows.length - 1), col: Math.min(at.col, columns.length - 1) }
  const [top, bottom] = inSight(view.y, view.h, size.line, rows.length)
  const [left, right] = between(edges, view.x, view.w)
  const across = span(left, right, here.col)
  useEffect(() => {
    if (!wanted.current) return
    wanted.current = false
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  })

  /** A cell comes into sight beside the heads, never below them, and then has the focus. */
  const go = (to: Spot) => {
    const b = box.current
    if (!b) return
    if (to.row >= 0) {
      const y = to.row * size.line
      if (y < b.scrollTop) b.scrollTop = y
      else if (y + size.line > b.scrollTop + b.clientHeight - size.head)
        b.scrollTop = y + size.line - b.clientHeight + size.head
    }
    if (to.col >= 0) {
      const [from, till] = [edges[to.col] ?? 0, edges[to.col + 1] ?? 0]
      if (from < b.scrollLeft) b.scrollLeft = from
      else if (till > b.scrollLeft + b.clientWidth - size.name) b.scrollLeft = till - b.clientWidth + size.name
    }
    wanted.current = true
    setAt(to)
    look()
  }
  const open = (spot: Spot) => {
    const row = rows[spot.row]
    if (row) onOpen(row, columns[spot.col])
  }
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault()
      open(here)
      return
    }
    const page = Math.max(1, Math.floor((view.h - size.head) / size.line) - 1)
    const to = step(e.key, e.ctrlKey || e.metaKey, here, rows.length, columns.length, page)
    if (!to || e.altKey) return
    e.preventDefault()
    go(to)
  }
  const lines = span(top, bottom, here.row)
  const total = size.name + (edges.at(-1) ?? 0)
  const style = {
    '--line-h': `${size.line}px`,
    '--name-w': `${size.name}px`,
    '--head-h': `${size.head}px`,
  } as CSSProperties
  const stop = (row: number, col: number) => (here.row === row && here.col === col ? 0 : -1)
  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-readonly="true"
      tabIndex={-1}
      className={css.grid}
      style={style}
      onScroll={look}
      onKeyDown={onKey}
    >
      <div className={css.head} role="row" aria-rowindex={1} tabIndex={-1} style={{ width: total }}>
        <div role="columnheader" aria-colindex={1} tabIndex={stop(-1, -1)} className={css.corner}>
          {t('corner')}
        </div>
        {across.map(c => (
          <div
            key={columns[c]?.key}
            role="columnheader"
            aria-colindex={c + 2}
            tabIndex={stop(-1, c)}
            className={`${css.column} ${columns[c]?.axis ? css.axis : css.unit} ${css[columns[c]?.group ?? '']}`}
            style={{ left: size.name + (edges[c] ?? 0), width: (edges[c + 1] ?? 0) - (edges[c] ?? 0) }}
            title={columns[c]?.axis?.law}
          >
            <span>{columns[c]?.name}</span>
          </div>
        ))}
      </div>
      <div className={css.body} role="rowgroup" style={{ width: total, height: rows.length * size.line }}>
        {lines.map(r => {
          const row = rows[r]
          if (!row) return null
          return (
            <div
              key={row.key}
              role="row"
              aria-rowindex={r + 2}
              tabIndex={-1}
              className={`${css.row} ${row.leaf ? '' : css.group}`}
              style={{ top: r * size.line, width: total }}
            >
              <div
                role="rowheader"
                aria-colindex={1}
                tabIndex={stop(r, -1)}
                className={css.name}
                style={{ paddingLeft: 12 + row.depth * 14 }}
                onClick={() => {
                  setAt({ row: r, col: -1 })
                  open({ row: r, col: -1 })
                }}
              >
                <span className={css.nameText} title={row.name}>
                  {row.name}
                </span>
              </div>
              {across.map(c => {
                const column = columns[c]
                if (!column) return null
                return (
                  <div
                    key={column.key}
                    role="gridcell"
                    aria-colindex={c + 2}
                    tabIndex={stop(r, c)}
                    className={`${css.cell} ${css[column.group]}`}
                    style={{ left: size.name + (edges[c] ?? 0), width: (edges[c + 1] ?? 0) - (edges[c] ?? 0) }}
                    onClick={() => {
                      setAt({ row: r, col: c })
                      open({ row: r, col: c })
                    }}
                  >
                    {column.axis ? (
                      <BoxCell box={boxOf(row, column.key)} />
                    ) : (
                      <MarkCell mark={markOf(row, column)} unit={column.name} />
                    )}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** What is drawn: the part in sight, and where the focus rests, so that it is never lost. */
function span(from: number, to: number, also: number): number[] {
  const list = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
  if (also >= 0 && (also < from || also >= to)) list.push(also)
  return list
}
