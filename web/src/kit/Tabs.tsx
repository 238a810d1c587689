import type { ReactNode } from 'react'
import { Link } from '@/app/router'
import css from './Tabs.module.css'

export interface Tab {
  key: string
  label: ReactNode
  to: string
}

/** Tabs are links: each view has its address. */
export function Tabs({ label, tabs, at }: { label: string; tabs: Tab[]; at: string }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map(tab => (
        <Link key={tab.key} to={tab.to} className={css.tab} aria-current={tab.key === at ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
