import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Failure, Skeleton } from '@/kit'
import css from './Board.module.css'
import { addressOf, type Filter } from './filter'
import { MatterCard } from './MatterCard'
import { useColumn } from './queries'
import type { State } from './types'

const columns: State[] = ['issued', 'doing', 'reported', 'returned', 'closed']

/** 挂图作战: the same filter as columns by state. A state in the filter leaves one column. */
export function MatterBoard({ filter }: { filter: Filter }) {
  const shown = columns.filter(s => !filter.state || filter.state === s)
  return (
    <div className={css.board}>
      {shown.map(state => (
        <Column key={state} filter={filter} state={state} />
      ))}
    </div>
  )
}

function Column({ filter, state }: { filter: Filter; state: State }) {
  const t = useT('matter')
  const parts = useT('parts')
  const page = useColumn(filter, state)
  const items = page.data?.items ?? []
  const all = addressOf({ ...filter, state })
  const count = page.data?.next ? `${items.length}+` : items.length
  return (
    <section className={css.column} aria-label={parts(`state.${state}`)}>
      <h2 className={css.head}>
        <span>{parts(`state.${state}`)}</span>
        {page.data && (
          <Link to={all} className={css.count} aria-label={t('board.open', { count, state: parts(`state.${state}`) })}>
            {count}
          </Link>
        )}
      </h2>
      {page.isPending && <Skeleton rows={3} />}
      {page.error && !page.data && <Failure problem={page.error} onRetry={() => void page.refetch()} />}
      <ul className={css.cards}>
        {items.map(m => (
          <li key={m.id}>
            <MatterCard matter={m} />
          </li>
        ))}
      </ul>
      {page.data && items.length === 0 && <p className={css.nothing}>{t('board.none')}</p>}
      {page.data?.next && (
        <Link to={all} className={css.rest}>
          {t('board.rest')}
        </Link>
      )}
    </section>
  )
}
