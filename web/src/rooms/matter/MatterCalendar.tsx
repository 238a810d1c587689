import { type KeyboardEvent, useRef } from 'react'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { countyNow } from '@/app/time'
import { Failure, IconButton, Note } from '@/kit'
import css from './Calendar.module.css'
import { type Cell, isMonth, monthOf, moveDay, shiftMonth, weeksOf } from './calendar'
import { DayList } from './DayList'
import type { Filter } from './filter'
import { useMonth } from './useMonth'

const arrows: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const today = () => countyNow().format('YYYY-MM-DD')

/** The same filter by due day. A day opens its list below; arrow keys walk the days. */
export function MatterCalendar({ filter }: { filter: Filter }) {
  const t = useT('matter')
  const [address, change] = useFilters()
  const chosen = address.due ?? ''
  const month = isMonth(address.month) ? address.month : monthOf(chosen || today())
  const weeks = weeksOf(month)
  const shown = useMonth(filter, weeks[0]?.[0]?.day ?? '', weeks.at(-1)?.[6]?.day ?? '')
  const show = (next: string) => change({ month: next, due: null })
  return (
    <div className={css.wrap}>
      <div className={css.head}>
        <IconButton icon="back" label={t('calendar.before')} onClick={() => show(shiftMonth(month, -1))} />
        <h2 className={css.month}>{t('calendar.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })}</h2>
        <IconButton icon="chevron" label={t('calendar.after')} onClick={() => show(shiftMonth(month, 1))} />
      </div>
      {shown.query.error && !shown.query.data && (
        <Failure problem={shown.query.error} onRetry={() => void shown.query.refetch()} />
      )}
      {shown.cut && <Note>{t('calendar.cut')}</Note>}
      <Grid
        weeks={weeks}
        counts={shown.counts}
        chosen={chosen}
        onChoose={day => change({ due: day === chosen ? null : day, month: monthOf(day) })}
      />
      {chosen && <DayList filter={filter} day={chosen} />}
    </div>
  )
}

interface GridProps {
  weeks: Cell[][]
  counts: Map<string, number>
  chosen: string
  onChoose: (day: string) => void
}

function Grid({ weeks, counts, chosen, onChoose }: GridProps) {
  const t = useT('matter')
  const table = useRef<HTMLTableElement>(null)
  const cells = weeks.flat()
  const now = today()
  const start =
    cells.find(c => c.day === chosen) ?? cells.find(c => c.day === now && c.inMonth) ?? cells.find(c => c.inMonth)
  const walk = (e: KeyboardEvent) => {
    const from = (e.target as HTMLElement).dataset.day
    const by = arrows[e.key]
    if (!from || by === undefined) return
    e.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-day="${moveDay(from, by)}"]`)?.focus()
  }
  return (
    <table className={css.grid} ref={table} onKeyDown={walk}>
      <caption className="sr-only">{t('calendar.keys')}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 0].map(d => (
            <th key={d} scope="col">
              {t(`calendar.day.${d}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]?.day}>
            {week.map(cell => (
              <td key={cell.day}>
                <Day
                  cell={cell}
                  total={counts.get(cell.day) ?? 0}
                  today={now}
                  chosen={chosen}
                  first={cell === start}
                  onChoose={onChoose}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayProps {
  cell: Cell
  total: number
  today: string
  chosen: string
  first: boolean
  onChoose: (day: string) => void
}

function Day({ cell, total, today: now, chosen, first, onChoose }: DayProps) {
  const t = useT('matter')
  const late = total > 0 && cell.day < now
  const classes = [css.day, !cell.inMonth && css.other, cell.day === now && css.today, total === 0 && css.blank].filter(
    Boolean,
  )
  return (
    <button
      type="button"
      className={classes.join(' ')}
      data-day={cell.day}
      tabIndex={first ? 0 : -1}
      aria-pressed={cell.day === chosen}
      onClick={() => onChoose(cell.day)}
    >
      <span className={css.date}>
        <span className="sr-only">{cell.day.slice(0, 8)}</span>
        {cell.day === now && <span className={css.todayWord}>{t('calendar.today')} </span>}
        {Number(cell.day.slice(8))}
      </span>
      {total > 0 && <span className={css.total}>{t('calendar.total', { total })}</span>}
      {late && <span className={css.late}>{t('calendar.late')}</span>}
    </button>
  )
}
