import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import css from './Annual.module.css'
import { behind, type Figure, type Table } from './data'
import { sayChange, sayShort, sayValue } from './say'

interface CellProps {
  year: number
  table: Table
  row: string
  figure: Figure
}

/** One figure of a table: the number opens its list, its base opens that of the base; beneath, the year before. */
export function Cell({ year, table, row, figure }: CellProps) {
  const t = useT('annual')
  if (figure.state === 'off') return <span className="muted">—</span>
  if (figure.state === 'none') return <span className={css.none}>{t('none')}</span>
  const opens = figure.n > 0
  const whole = table === 'total' && figure.change.state === 'known'
  const against = whole ? sayChange(t, figure.change) : sayShort(figure.change)
  return (
    <span className={css.cell}>
      <span className={css.number}>
        {opens ? <Link to={behind(year, figure.key, table, row)}>{figure.n}</Link> : figure.n}
        {figure.of > 0 && (
          <>
            {' / '}
            <Link to={behind(year, figure.key, table, row, true)}>{figure.of}</Link>
          </>
        )}
      </span>
      <span className={css.before}>
        {t('before', { value: sayValue(t, figure.before) })}
        {against && ` · ${against}`}
      </span>
    </span>
  )
}
