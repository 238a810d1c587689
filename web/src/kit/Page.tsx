import type { ReactNode } from 'react'
import { Link, useTitle } from '@/app/router'
import { Clauses, Icon } from '@/parts'
import css from './Page.module.css'

export interface Crumb {
  label: string
  to: string
}

interface PageProps {
  /** The name of the place, for the tab and the small line above. */
  name: string
  /** The answer, as one sentence: what there is to know here today. */
  title: ReactNode
  lead?: ReactNode
  crumbs?: Crumb[]
  /** One primary verb, always here. */
  action?: ReactNode
  children: ReactNode
  /** Uses the whole width and height, for desks of several panes. */
  full?: boolean
}

/** Page is the frame of every desk screen: where am I, the answer first, one primary verb, then the matter. */
export function Page({ name, title, lead, crumbs = [], action, children, full }: PageProps) {
  useTitle(name)
  return (
    <main className={`${css.page} ${full ? css.full : ''}`} id="main" tabIndex={-1}>
      <header className={css.head}>
        <div className={css.words}>
          <nav className={css.crumbs} aria-label={name}>
            {crumbs.map(c => (
              <span key={c.to} className={css.crumb}>
                <Link to={c.to}>{c.label}</Link>
                <Icon name="chevron" size={11} />
              </span>
            ))}
            <span>{name}</span>
          </nav>
          <h1 className={css.title}>
            <Clauses>{title}</Clauses>
          </h1>
          {lead && <p className={css.lead}>{lead}</p>}
        </div>
        {action && <div className={css.action}>{action}</div>}
      </header>
      {children}
    </main>
  )
}

/** Panel groups what belongs together, by a border and a heading. */
export function Panel({
  title,
  extra,
  children,
  flush,
}: {
  title?: ReactNode
  extra?: ReactNode
  children: ReactNode
  flush?: boolean
}) {
  return (
    <section className={css.panel}>
      {title && (
        <div className={css.panelHead}>
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      <div className={flush ? undefined : css.panelBody}>{children}</div>
    </section>
  )
}

/** Facts lists what is known as pairs of name and value. */
export function Facts({ items }: { items: [ReactNode, ReactNode][] }) {
  return (
    <dl className={css.facts}>
      {items.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have a fixed order
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
