import { useT } from '@/app/i18n'
import { Button, Failure, Skeleton } from '@/kit'
import css from './Calendar.module.css'
import type { Filter } from './filter'
import { MatterCard } from './MatterCard'
import { NoMatters } from './MatterTable'
import { useMatters } from './queries'
import { useSay } from './say'

/** What falls due on one day. */
export function DayList({ filter, day }: { filter: Filter; day: string }) {
  const t = useT('matter')
  const say = useSay()
  const { rows, error, onRetry, more } = useMatters({ ...filter, due: day })
  return (
    <section className={css.list} aria-live="polite">
      <h3>{t('calendar.due', { day: say.day(day) })}</h3>
      {rows === undefined && (error ? <Failure problem={error} onRetry={onRetry} /> : <Skeleton rows={3} />)}
      {rows?.length === 0 && <NoMatters filter={{ due: day }} />}
      <ul className={css.cards}>
        {rows?.map(m => (
          <li key={m.id}>
            <MatterCard matter={m} />
          </li>
        ))}
      </ul>
      {more.has && (
        <Button busy={more.busy} onClick={more.load}>
          {t('board.rest')}
        </Button>
      )}
    </section>
  )
}
