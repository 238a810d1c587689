import { type ReactNode, useEffect, useState } from 'react'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import { Button } from './Button'
import { Icon, type IconName } from './Icon'
import css from './States.module.css'

interface EmptyProps {
  icon?: IconName
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}

/** An empty place teaches: what would be here, why it is not, and the one thing to do. */
export function Empty({ icon = 'wave', title, children, action }: EmptyProps) {
  return (
    <div className={css.empty}>
      <span className={css.emptyMark}>
        <Icon name={icon} size={26} />
      </span>
      <p className={css.emptyTitle}>{title}</p>
      {children && <div className={css.emptyText}>{children}</div>}
      {action && <div className={css.emptyAction}>{action}</div>}
    </div>
  )
}

/** Grey lines after 300 ms; before that, nothing: a fast answer should not flicker. */
export function Skeleton({ rows = 5 }: { rows?: number }) {
  const t = useT('parts')
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return <div aria-busy="true" />
  return (
    <div className={css.skeleton} aria-busy="true" role="status">
      <span className="sr-only">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={i} className={css.bone} style={{ width: `${92 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

/** A refused or lost request: what happened, what to do, and the number to quote. */
export function Failure({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const t = useT('parts')
  const { title, detail, trace } = useProblemText()(problem)
  return (
    <div className={css.failure} role="alert">
      <p className={css.failureTitle}>
        <Icon name="alert" />
        <span>{title}</span>
      </p>
      {detail && <p>{detail}</p>}
      {trace && <p className="muted">{t('form.trace', { trace })}</p>}
      {onRetry && (
        <div className={css.emptyAction}>
          <Button icon="undo" onClick={onRetry}>
            {t('state.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

type Tone = 'info' | 'warn' | 'ok'
const icons: Record<Tone, IconName> = { info: 'info', warn: 'alert', ok: 'check' }

/** A quiet remark inside a page. */
export function Note({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`${css.note} ${css[tone]}`}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  )
}

interface Loadable<T> {
  data: T | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** Loaded shows the skeleton, the failure or the thing itself. Old data stays while a refresh fails. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  query: Loadable<T>
  rows?: number
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Failure problem={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton rows={rows} />
}
