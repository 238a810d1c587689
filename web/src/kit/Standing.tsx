import type { ReactNode } from 'react'
import css from './Standing.module.css'

interface StandingProps {
  label: string
  /** The words over a record that is an exercise: it can never look real. */
  exercise?: string | false
  /** The lamp and the tags. */
  line: ReactNode
  /** The one sentence that leaders read: with whom it is stuck, since when, what was tried. */
  stuck?: string | false
  children?: ReactNode
}

/** Standing is the head of a record that somebody works on, the same for every ledger. */
export function Standing({ label, exercise, line, stuck, children }: StandingProps) {
  return (
    <section className={css.head} aria-label={label}>
      {exercise && <p className={css.exercise}>{exercise}</p>}
      <div className={css.line}>{line}</div>
      {stuck && <p className={css.stuck}>{stuck}</p>}
      {children}
    </section>
  )
}
