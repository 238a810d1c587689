import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Download, River as Line, nodeOf } from '@/kit'
import css from './Detail.module.css'
import { useTimeline } from './queries'
import { marksOf } from './river'
import { useSay } from './say'
import type { Detail } from './types'

/** Everything that happened to the matter; the papers it wrote stand with what they were written for. */
export function River({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const line = useTimeline(detail.id)
  const items = line.data?.pages.flatMap(p => p.items ?? []) ?? []
  const marks = marksOf(items, detail.state, detail.deadline)
  const nodes = items.map(h => ({
    ...nodeOf(h, say.time(h.at), h.paper && <Paper id={h.paper} />),
    ...marks.get(h.id),
  }))
  const next = detail.can?.find(v => v.primary)
  return <Line line={line} nodes={nodes} next={next && t(`verb.${next.verb}`)} />
}

function Paper({ id }: { id: string }) {
  const t = useT('matter')
  return (
    <span className={css.inlinePaper}>
      <Download small icon="file" href={url(`/papers/${id}.docx`)}>
        {t('papers.docx')}
      </Download>
    </span>
  )
}
