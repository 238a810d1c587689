import type { ReactNode } from 'react'
import { Link } from '@/app/router'
import css from './AnswerLine.module.css'

/** AnswerLine is the title of a ledger: what there is and how much of it wants attention, a link each. */
export function AnswerLine({ sep, parts }: { sep: string; parts: { key: string; link: ReactNode }[] }) {
  return (
    <>
      {parts.map(({ key, link }, i) => (
        <span key={key} className={css.part}>
          {link}
          {i + 1 < parts.length && sep}
        </span>
      ))}
    </>
  )
}

/** One number of the answer; it opens its list. */
export function AnswerLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={css.link}>
      {children}
    </Link>
  )
}
