import type { ReactNode } from 'react'
import { Link } from '@/app/router'
import css from './Card.module.css'

export function CardList({ children }: { children: ReactNode }) {
  return <ul className={css.list}>{children}</ul>
}

interface CardProps {
  lamp?: ReactNode
  title: ReactNode
  to?: string
  why?: ReactNode
  children?: ReactNode
  /** One primary button; the honest exits stand beside it. */
  actions?: ReactNode
  strong?: boolean
}

/** A card is one thing to do: the lamp, the verb with its object, why me, and the button. */
export function Card({ lamp, title, to, why, children, actions, strong }: CardProps) {
  return (
    <li className={`${css.card} ${strong ? css.strong : ''}`}>
      {lamp && <div className={css.lamp}>{lamp}</div>}
      <h2 className={css.title}>{to ? <Link to={to}>{title}</Link> : title}</h2>
      {why && <p className={css.why}>{why}</p>}
      {children}
      {actions && <div className={css.actions}>{actions}</div>}
    </li>
  )
}
