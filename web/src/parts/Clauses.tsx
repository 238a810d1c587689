import type { ReactNode } from 'react'
import css from './Clauses.module.css'

/** A Chinese headline breaks between its clauses rather than inside a word; anything but plain text passes through. */
export function Clauses({ children }: { children: ReactNode }) {
  if (typeof children !== 'string') return <>{children}</>
  const clauses = children.match(/[^，；：]+[，；：]?/g) ?? [children]
  if (clauses.length < 2) return <>{children}</>
  return (
    <>
      {clauses.map((clause, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses stand in the order of the sentence
        <span key={i} className={css.clause}>
          {clause}
        </span>
      ))}
    </>
  )
}
