import type { ReactNode } from 'react'
import { Link, useTitle } from '@/app/router'
import { Clauses, Icon, type IconName } from '@/parts'
import css from './Screen.module.css'

interface ScreenProps {
  name: string
  /** The answer first: one sentence. */
  title: ReactNode
  back?: { to: string; label: string }
  children: ReactNode
  /** The one primary button, at the foot, full width. */
  foot?: ReactNode
}

export function Screen({ name, title, back, children, foot }: ScreenProps) {
  useTitle(name)
  return (
    <>
      <main className={css.screen} id="main" tabIndex={-1}>
        {back && (
          <Link to={back.to} className={css.back}>
            <Icon name="back" size={16} />
            {back.label}
          </Link>
        )}
        <h1 className={css.title}>
          <Clauses>{title}</Clauses>
        </h1>
        {children}
      </main>
      {foot && <div className={css.foot}>{foot}</div>}
    </>
  )
}

export interface BarItem {
  to: string
  label: ReactNode
  icon: IconName
  here: boolean
  badge?: number
}

export function BottomBar({ label, items }: { label: string; items: BarItem[] }) {
  return (
    <nav className={css.bar} aria-label={label}>
      {items.map(item => (
        <Link key={item.to} to={item.to} className={css.tab} aria-current={item.here ? 'page' : undefined}>
          <Icon name={item.icon} size={18} />
          <span>{item.label}</span>
          {item.badge ? <span className={css.badge}>{item.badge > 99 ? '99+' : item.badge}</span> : null}
        </Link>
      ))}
    </nav>
  )
}
