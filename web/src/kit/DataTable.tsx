import { type MouseEvent, type ReactNode, useState } from 'react'
import { useHotkeys } from '@/app/hotkeys'
import { useT } from '@/app/i18n'
import { Button, Empty, Failure, Skeleton } from '@/parts'
import { ColumnMenu, useColumns } from './columns'
import css from './DataTable.module.css'
import { useCards } from './useCards'

export interface Column<R> {
  key: string
  title: string
  render: (row: R) => ReactNode
  /** CSS width; the first column without one takes the rest. */
  width?: string
  align?: 'right'
  /** Never hidden, and the heading of the row for readers. */
  main?: boolean
  /** Hidden until chosen in the column settings. */
  spare?: boolean
  /** What can be done with the row: on a card it needs no heading, its buttons speak. */
  acts?: boolean
}

export interface DataTableProps<R> {
  /** Names the table in the memory of this browser (its columns). */
  id: string
  label: string
  columns: Column<R>[]
  rows: R[] | undefined
  rowKey: (row: R) => string
  onOpen?: (row: R) => void
  /** Which row is open beside the table. */
  openKey?: string
  error?: unknown
  onRetry?: () => void
  more?: { has: boolean; busy: boolean; load: () => void }
  empty?: ReactNode
  /** Given, rows can be ticked and this shows what can be done with them. */
  bulk?: (chosen: R[], clear: () => void) => ReactNode
  tools?: ReactNode
}

/** DataTable is a real table: it reads aloud, prints, and where it has no room each row becomes a card. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { id, label, rows, rowKey, error, onRetry, more, empty } = props
  const t = useT('kit')
  const columns = useColumns(id, props.columns)
  const [box, cards] = useCards(columns.visible.map(c => c.key).join())
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const cursor = useCursor(props)
  if (rows === undefined) return error ? <Failure problem={error} onRetry={onRetry} /> : <Skeleton rows={8} />
  if (rows.length === 0) return <>{empty ?? <Empty title={t('table.empty')} />}</>
  const picked = rows.filter(r => chosen.has(rowKey(r)))
  return (
    <div className={css.wrap}>
      <div className={css.tools}>
        {picked.length > 0 && props.bulk ? (
          <div className={css.bulk} role="status">
            <strong>{t('table.chosen', { count: picked.length })}</strong>
            {props.bulk(picked, () => setChosen(new Set()))}
            <Button look="quiet" small onClick={() => setChosen(new Set())}>
              {t('table.clear')}
            </Button>
          </div>
        ) : (
          <span className={css.count}>{t('table.count', { count: rows.length })}</span>
        )}
        {props.tools}
        <ColumnMenu columns={columns} />
      </div>
      <div className={cards ? css.cards : css.scroll} ref={box}>
        <table className={css.table} aria-label={label}>
          <thead>
            <tr>
              {props.bulk && (
                <th className={css.tick} scope="col">
                  <input
                    type="checkbox"
                    aria-label={t('table.all')}
                    checked={picked.length === rows.length}
                    onChange={e => setChosen(new Set(e.target.checked ? rows.map(rowKey) : []))}
                  />
                </th>
              )}
              {columns.visible.map(c => (
                <th key={c.key} scope="col" style={{ width: c.width, minWidth: leastOf(c.width), textAlign: c.align }}>
                  {c.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <Row
                key={rowKey(row)}
                {...props}
                row={row}
                columns={columns.visible}
                at={cursor.at === i}
                chosen={chosen.has(rowKey(row))}
                onChoose={on => setChosen(old => toggled(old, rowKey(row), on))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more?.has && (
        <div className={css.more}>
          <Button busy={more.busy} onClick={more.load}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** A column may become narrower than it asks for, and never so narrow that its words run down like a column of letters. */
const leastOf = (width: string | undefined) => width && `min(${width}, 7em)`

function toggled(old: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(old)
  if (on) next.add(key)
  else next.delete(key)
  return next
}

type RowProps<R> = DataTableProps<R> & {
  row: R
  at: boolean
  chosen: boolean
  onChoose: (on: boolean) => void
}

function Row<R>({ row, columns, rowKey, onOpen, openKey, bulk, at, chosen, onChoose }: RowProps<R>) {
  const t = useT('kit')
  const open = openKey === rowKey(row)
  const classes = [css.row, onOpen && css.opens, at && css.at, open && css.open].filter(Boolean).join(' ')
  return (
    <tr
      className={classes}
      aria-current={open || undefined}
      data-at={at || undefined}
      onClick={e => !isOwn(e) && onOpen?.(row)}
    >
      {bulk && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a tick from opening the row
        <td className={css.tick} onClick={e => e.stopPropagation()}>
          <input
            type="checkbox"
            checked={chosen}
            aria-label={t('table.tick')}
            onChange={e => onChoose(e.target.checked)}
          />
        </td>
      )}
      {columns.map(c => (
        <Cell key={c.key} column={c} row={row} onOpen={onOpen} />
      ))}
    </tr>
  )
}

/** A link or button inside a row does what it says, and does not open the row as well. */
const isOwn = (e: MouseEvent) => (e.target as Element).closest('a, button') !== null

function Cell<R>({ column, row, onOpen }: { column: Column<R>; row: R; onOpen?: (row: R) => void }) {
  const content = column.render(row)
  if (!column.main) {
    return (
      <td
        data-label={column.acts ? undefined : column.title}
        className={column.acts ? css.acts : column.width ? undefined : css.free}
        style={{ textAlign: column.align }}
      >
        <div>{content}</div>
      </td>
    )
  }
  return (
    <th scope="row" className={css.main}>
      {onOpen ? (
        <button
          type="button"
          className={css.name}
          onClick={e => {
            e.stopPropagation()
            onOpen(row)
          }}
        >
          {content}
        </button>
      ) : (
        content
      )}
    </th>
  )
}

/** j and k move a mark through the rows, Enter opens the marked one. */
function useCursor<R>({ rows, onOpen }: DataTableProps<R>): { at: number } {
  const [at, setAt] = useState(-1)
  const count = rows?.length ?? 0
  const move = (by: number) => {
    setAt(old => Math.max(0, Math.min(count - 1, old + by)))
    requestAnimationFrame(() => document.querySelector('[data-at]')?.scrollIntoView({ block: 'nearest' }))
  }
  const row = at >= 0 ? rows?.[at] : undefined
  const inTable = count > 0 && Boolean(onOpen)
  useHotkeys({
    j: inTable ? () => move(1) : undefined,
    k: inTable ? () => move(-1) : undefined,
    Enter: row && onOpen && noControl() ? () => onOpen(row) : undefined,
  })
  return { at }
}

function noControl(): boolean {
  const tag = document.activeElement?.tagName
  return tag !== 'BUTTON' && tag !== 'A' && tag !== 'SUMMARY'
}
