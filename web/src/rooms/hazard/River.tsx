import { useT } from '@/app/i18n'
import { Button, Failure, Panel, RiverLine, type RiverNode, Skeleton } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import type { useTimeline } from './data'
import { marksOf } from './river'
import type { Detail, Happening } from './types'

interface RiverProps {
  detail: Detail
  line: ReturnType<typeof useTimeline>
  story: Happening[]
}

/** Everything that happened to the hazard and to its matter, oldest first; people and clocks on one line. */
export function River({ detail, line, story }: RiverProps) {
  const t = useT('hazard')
  const say = useSay()
  const marks = marksOf(story, detail)
  const nodes: RiverNode[] = story.map(once).map(n => ({
    id: n.id,
    by: n.by,
    at: say.time(n.at),
    title: n.title,
    actor: n.by === 'person' ? n.who?.name : undefined,
    body: <Words happening={n} />,
    evidence: n.files ?? undefined,
    ...marks.get(n.id),
  }))
  const next = detail.can.find(v => v.primary)
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

/** A picture that two facts of one event name is shown once. */
const once = (n: Happening): Happening => ({
  ...n,
  files: n.files?.filter((f, i, all) => all.findIndex(o => o.hash === f.hash) === i),
})

function Words({ happening: n }: { happening: Happening }) {
  const t = useT('hazard')
  const files = n.files ?? []
  if (!n.text && files.length === 0) return null
  return (
    <>
      {n.text}
      {files.length > 0 && (
        <span className={css.hashes}>
          {files.map(f => (
            <span key={f.hash} title={f.hash}>
              {t('river.hash', { name: f.name, hash: f.hash.slice(0, 12) })}
            </span>
          ))}
        </span>
      )}
    </>
  )
}
