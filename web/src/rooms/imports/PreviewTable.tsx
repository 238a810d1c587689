import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Icon } from '@/kit'
import type { Cell, PreviewRow } from './data'
import css from './Imports.module.css'

const step = 100

/** One line per row of the sheet: its number there, its name, and what every cell would do. */
export function PreviewTable({ rows }: { rows: PreviewRow[] }) {
  const t = useT('imports')
  const [shown, setShown] = useState(step)
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={t('preview')}>
        <thead>
          <tr>
            <th scope="col">{t('col.row')}</th>
            <th scope="col">{t('col.name')}</th>
            <th scope="col">{t('col.cells')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map(r => (
            <tr key={r.row}>
              <td className={css.number}>{t('line', { row: r.row })}</td>
              <th scope="row">{r.name}</th>
              <td>
                <ul className={css.cells}>
                  {(r.cells ?? []).map(c => (
                    <CellLine key={`${c.column}-${c.error ?? c.note ?? ''}`} cell={c} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <div className={css.more}>
          <Button onClick={() => setShown(shown + step)}>{t('more', { count: rows.length - shown })}</Button>
        </div>
      )}
    </div>
  )
}

function CellLine({ cell }: { cell: Cell }) {
  const t = useT('imports')
  if (cell.error) {
    return (
      <li className={css.wrong}>
        <Icon name="alert" size={14} />
        <span>
          {/* Most sentences name their column themselves. */}
          {cell.column && !cell.error.includes(cell.column) && <strong>{cell.column} </strong>}
          {cell.error}
        </span>
      </li>
    )
  }
  if (cell.note) {
    return (
      <li className={css.doubt}>
        <Icon name="info" size={14} />
        <span>
          {cell.column && <strong>{cell.column} </strong>}
          {cell.note}
        </span>
      </li>
    )
  }
  return (
    <li>
      <span className={css.column}>{cell.column}</span>
      {cell.old && (
        <>
          <del>{cell.old}</del>
          <span className="sr-only">{t('becomes')}</span>
          <Icon name="chevron" size={11} />
        </>
      )}
      <ins>{cell.new || t('cleared')}</ins>
    </li>
  )
}
