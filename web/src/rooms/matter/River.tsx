import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Button, Failure, Panel, RiverLine, type RiverNode, Skeleton } from '@/kit'
import css from './Detail.module.css'
import { Download } from './Download'
import { useTimeline } from './queries'
import { marksOf } from './river'
import { useSay } from './say'
import type { Detail, Happening } from './types'

/** Everything that happened to the matter, oldest first; people, clocks and the system on one line. */
export function River({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const line = useTimeline(detail.id)
  const items = line.data?.pages.flatMap(p => p.items ?? []) ?? []
  const marks = marksOf(items, detail.state, detail.deadline)
  const nodes: RiverNode[] = items.map(h => ({
    id: h.id,
    by: h.by,
    at: say.time(h.at),
    title: h.title,
    actor: h.by === 'person' ? h.who?.name : undefined,
    body: <Words happening={h} />,
    evidence: h.files ?? undefined,
    ...marks.get(h.id),
  }))
  const next = detail.can?.find(v => v.primary)
  return (
    <Panel title={t('river.title')}>
      {line.isPending && <Skeleton rows={6} />}
      {line.error && !line.data && <Failure problem={line.error} onRetry={() => void line.refetch()} />}
      {nodes.length > 0 && (
        <RiverLine nodes={nodes}>
          {line.hasNextPage ? (
            <Button busy={line.isFetchingNextPage} onClick={() => void line.fetchNextPage()}>
              {t('river.more')}
            </Button>
          ) : (
            next && <p className={css.nextStep}>{t('river.next', { verb: t(`verb.${next.verb}`) })}</p>
          )}
        </RiverLine>
      )}
    </Panel>
  )
}

function Words({ happening: h }: { happening: Happening }) {
  const t = useT('matter')
  if (!h.text && !h.paper && !h.files?.length) return null
  return (
    <>
      {h.text}
      {h.files && h.files.length > 0 && (
        <span className={css.hashes}>
          {h.files.map(f => (
            <span key={f.hash} title={f.hash}>
              {t('river.hash', { name: f.name, hash: f.hash.slice(0, 12) })}
            </span>
          ))}
        </span>
      )}
      {h.paper && (
        <span className={css.inlinePaper}>
          <Download small icon="file" href={url(`/papers/${h.paper}.docx`)}>
            {t('papers.docx')}
          </Download>
        </span>
      )}
    </>
  )
}
