import { useT } from '@/app/i18n'
import { Lamp, Standing, Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import { useStanding } from './say'
import { gradeTone, stateTone } from './standing'
import type { Detail } from './types'

/** The lamp, the grade as a word, and the one sentence that leaders read: with whom it is stuck and since when. */
export function Head({ detail: h }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  const { lamp, stuck } = useStanding()
  // The matter knows what was tried already; it speaks while the work is its own.
  const sentence = (h.state === 'rectifying' && h.work?.stuck) || stuck(h)
  return (
    <Standing
      label={t('one.standing')}
      exercise={h.exercise && t('one.exercise')}
      line={
        <>
          <Lamp lamp={lamp(h)} big />
          <Tag tone={gradeTone[h.grade]}>{t(`grade.${h.grade}`)}</Tag>
          <Tag tone={stateTone[h.state]}>{t(`state.${h.state}`)}</Tag>
          {h.listed && <Tag>{t('listed', { level: t(`level.${h.listed}`) })}</Tag>}
          {h.stopped && <Tag tone="strong">{t('stopped')}</Tag>}
          {h.reopened > 0 && <Tag>{t('one.reopened', { count: h.reopened + 1 })}</Tag>}
          {h.due && <span className="muted">{t('one.due', { day: say.day(h.due) })}</span>}
        </>
      }
      stuck={sentence}
    >
      {h.state === 'rechecking' && <p className="muted">{t('one.eyes')}</p>}
      {h.state === 'dropped' && h.why && <p>{t('one.why', { why: h.why })}</p>}
      <Spans detail={h} />
    </Standing>
  )
}

/** The deadlines of the ledger itself: to grade, to plan, to publish, to answer, to accept. */
function Spans({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const say = useSay()
  if (detail.spans.length === 0) return null
  return (
    <ul className={css.spans}>
      {detail.spans.map(s => (
        <li key={s.key}>{t(`span.${s.key.split('/')[0]}`, { day: say.day(s.at) })}</li>
      ))}
    </ul>
  )
}
