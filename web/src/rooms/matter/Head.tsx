import { useT } from '@/app/i18n'
import { StatusTag, Tag } from '@/kit'
import css from './Detail.module.css'
import { DueLamp } from './DueLamp'
import { useSay } from './say'
import type { Detail } from './types'

/** The lamp and the one sentence that leaders read: with whom it is stuck, since when, what was tried. */
export function Head({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const times = (detail.reopened ?? 0) + 1
  return (
    <section className={css.head} aria-label={t('one.standing')}>
      {detail.exercise && <p className={css.exercise}>{t('one.exercise')}</p>}
      <div className={css.headLine}>
        {detail.state !== 'recalled' && <DueLamp lamp={detail.lamp} big />}
        <StatusTag state={detail.state} />
        {detail.urgency && detail.urgency !== 'ordinary' && <Tag tone="strong">{t(`urgency.${detail.urgency}`)}</Tag>}
        {times > 1 && <Tag>{t('reopened', { count: times })}</Tag>}
        {detail.due && <span className="muted">{t('one.due', { day: say.day(detail.due) })}</span>}
      </div>
      {detail.stuck && <p className={css.stuck}>{detail.stuck}</p>}
      {detail.state === 'reported' && <p className="muted">{t('one.eyes')}</p>}
    </section>
  )
}
