import { useT } from '@/app/i18n'
import { Failure, Skeleton } from '@/kit'
import css from './Calendar.module.css'
import type { Filter } from './filter'
import { MatterCard } from './MatterCard'
import { useSay } from './say'
import { owed, useDueUntil } from './useMonth'

/** What falls due on one day: the list behind the number of its cell. */
export function DayList({ filter, day }: { filter: Filter; day: string }) {
  const t = useT('matter')
  const say = useSay()
  const { rows, query, busy } = useDueUntil(owed(filter), day)
  const due = rows.filter(m => m.due === day)
  return (
    <section className={css.list} aria-live="polite">
      <h3>{t('calendar.due', { day: say.day(day) })}</h3>
      {query.error && !query.data && <Failure problem={query.error} onRetry={() => void query.refetch()} />}
      {busy && due.length === 0 && <Skeleton rows={3} />}
      {!busy && due.length === 0 && <p className="muted">{t('calendar.free')}</p>}
      <ul className={css.cards}>
        {due.map(m => (
          <li key={m.id}>
            <MatterCard matter={m} />
          </li>
        ))}
      </ul>
    </section>
  )
}
