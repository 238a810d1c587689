import type { ReactNode } from 'react'
import css from './TwoColumns.module.css'

interface TwoColumnsProps {
  /** What can be done with the record and what is known about it. */
  aside: ReactNode
  /** On a narrow screen the first thing of the aside, which is the next step, follows the head of the record. */
  next?: boolean
  /** For what a page prints otherwise. */
  className?: string
  children: ReactNode
}

/** TwoColumns sets the story of a record, its head first, beside what can be done; on a narrow screen one below the other. */
export function TwoColumns({ aside, next, className, children }: TwoColumnsProps) {
  return (
    <div className={[css.columns, next && css.next, className].filter(Boolean).join(' ')}>
      <div className={css.main}>{children}</div>
      <aside className={css.aside}>{aside}</aside>
    </div>
  )
}
