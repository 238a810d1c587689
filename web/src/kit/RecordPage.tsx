import type { ReactNode } from 'react'
import { Button, Failure, Skeleton } from '@/parts'
import { type Crumb, Page } from './Page'
import css from './RecordPage.module.css'

interface RecordProps<R> {
  query: { data?: R; error: unknown; refetch: () => unknown }
  crumbs: Crumb[]
  /** What stands there until the record has come. */
  waiting: { name: string; title: string }
  name: (record: R) => string
  title: (record: R) => string
  /** What the button of the paper form says. */
  print: string
  /** Verbs of the head besides printing. */
  verbs?: (record: R) => ReactNode
  children: (record: R) => ReactNode
}

/** RecordPage opens one record of a ledger: its name, its verbs, its paper form; a wait or a failure in the same frame. */
export function RecordPage<R>({ query, crumbs, waiting, name, title, print, verbs, children }: RecordProps<R>) {
  const record = query.data
  if (record === undefined) {
    return (
      <Page {...waiting} crumbs={crumbs}>
        {query.error ? <Failure problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton rows={10} />}
      </Page>
    )
  }
  return (
    <Page
      name={name(record)}
      title={title(record)}
      crumbs={crumbs}
      action={
        <>
          {verbs?.(record)}
          <span className={css.print}>
            <Button icon="print" onClick={() => window.print()}>
              {print}
            </Button>
          </span>
        </>
      }
    >
      {children(record)}
    </Page>
  )
}
