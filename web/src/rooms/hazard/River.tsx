import { useT } from '@/app/i18n'
import { River as Line, nodeOf } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import type { useTimeline } from './data'
import { marksOf } from './river'
import type { Detail, Happening } from './types'

interface RiverProps {
  detail: Detail
  line: ReturnType<typeof useTimeline>
  story: Happening[]
}

/** Everything that happened to the hazard and to its matter. */
export function River({ detail, line, story }: RiverProps) {
  const t = useT('hazard')
  const say = useSay()
  const marks = marksOf(story, detail)
  const nodes = story.map(n => ({ ...nodeOf(once(n), say.time(n.at)), ...marks.get(n.id) }))
  const next = detail.can.find(v => v.primary)
  return <Line line={line} nodes={nodes} next={next && t(`verb.${next.verb}`)} />
}

/** A picture that two facts of one event name is shown once. */
const once = (n: Happening): Happening => ({
  ...n,
  files: n.files?.filter((f, i, all) => all.findIndex(o => o.hash === f.hash) === i),
})
