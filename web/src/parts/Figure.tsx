import type { ReactNode } from 'react'
import { Link } from '@/app/router'
import css from './Figure.module.css'

interface FigureProps {
  label: ReactNode
  value: ReactNode
  /** What the number is of: "46/50", "共 23 件". A bare number says nothing. */
  base?: ReactNode
  note?: ReactNode
  /** The list behind the number. */
  to: string
}

/** A number with its base, which opens the exact list that it counts. */
export function Figure({ label, value, base, note, to }: FigureProps) {
  return (
    <Link to={to} className={css.figure}>
      <span className={css.label}>{label}</span>
      <span className={css.line}>
        <span className={css.value}>{value}</span>
        {base && <span className={css.base}>{base}</span>}
      </span>
      {note && <span className={css.note}>{note}</span>}
    </Link>
  )
}
