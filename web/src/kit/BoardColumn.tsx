import type { Key, ReactNode } from 'react'
import type { T } from '@/app/i18n'
import { Link } from '@/app/router'
import { Failure, Skeleton } from '@/parts'
import css from './Board.module.css'

interface BoardColumnProps<R> {
  /** The words of the room: board.open, board.none, board.rest. */
  t: T
  state: string
  /** The list that the column is the beginning of. */
  all: string
  page: {
    data?: { items: R[] | null; next?: string | null }
    error: unknown
    isPending: boolean
    refetch: () => unknown
  }
  children: (item: R) => ReactNode
}

/** BoardColumn is one state of a ledger as a column of cards: the first page of its list, and the way to the rest. */
export function BoardColumn<R extends { id: Key }>({ t, state, all, page, children }: BoardColumnProps<R>) {
  const items = page.data?.items ?? []
  const count = page.data?.next ? `${items.length}+` : `${items.length}`
  return (
    <section className={css.column} aria-label={state}>
      <h2 className={css.head}>
        <span>{state}</span>
        {page.data && (
          <Link to={all} className={css.count} aria-label={t('board.open', { count, state })}>
            {count}
          </Link>
        )}
      </h2>
      {page.isPending && <Skeleton rows={3} />}
      {page.error && !page.data ? <Failure problem={page.error} onRetry={() => void page.refetch()} /> : null}
      <ul className={css.cards}>
        {items.map(item => (
          <li key={item.id}>{children(item)}</li>
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
