import type { ReactNode } from 'react'
import type { FileRef, Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Button, Failure, RiverLine, type RiverNode, Skeleton } from '@/parts'
import { Panel } from './Page'
import css from './River.module.css'

/** One page after another of what happened. */
interface Line {
  data?: unknown
  error: unknown
  isPending: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

/** River is the story of a record, oldest first, people and clocks on one line; at its end stands what comes next. */
export function River({ line, nodes, next }: { line: Line; nodes: RiverNode[]; next?: string }) {
  const t = useT('kit')
  return (
    <Panel title={t('river.title')}>
      {line.isPending && <Skeleton rows={6} />}
      {Boolean(line.error) && !line.data && <Failure problem={line.error} onRetry={() => void line.refetch()} />}
      {nodes.length > 0 && (
        <RiverLine nodes={nodes}>
          {line.hasNextPage ? (
            <Button busy={line.isFetchingNextPage} onClick={() => void line.fetchNextPage()}>
              {t('river.more')}
            </Button>
          ) : (
            next && <p className={css.next}>{t('river.next', { verb: next })}</p>
          )}
        </RiverLine>
      )}
    </Panel>
  )
}

interface Happening {
  id: string
  by: RiverNode['by']
  at: string
  title: string
  text?: string
  who?: Named | null
  files?: FileRef[] | null
}

/** nodeOf is what happened once; more stands below its words. */
export function nodeOf(h: Happening, at: string, more?: ReactNode): RiverNode {
  return {
    id: h.id,
    by: h.by,
    at,
    title: h.title,
    actor: h.by === 'person' ? h.who?.name : undefined,
    body: (h.text || more || h.files?.length) && <Words text={h.text} files={h.files ?? []} more={more} />,
    evidence: h.files ?? undefined,
  }
}

function Words({ text, files, more }: { text?: string; files: FileRef[]; more?: ReactNode }) {
  const t = useT('kit')
  return (
    <>
      {text}
      {files.length > 0 && (
        <span className={css.hashes}>
          {files.map(f => (
            <span key={f.hash} title={f.hash}>
              {t('river.hash', { name: f.name, hash: f.hash.slice(0, 12) })}
            </span>
          ))}
        </span>
      )}
      {more}
    </>
  )
}
