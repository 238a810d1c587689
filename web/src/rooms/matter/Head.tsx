import { useT } from '@/app/i18n'
import { Standing, StatusTag, Tag } from '@/kit'
import { DueLamp } from './DueLamp'
import { useSay } from './say'
import type { Detail } from './types'

/** The lamp and the one sentence that leaders read: with whom it is stuck, since when, what was tried. */
export function Head({ detail }: { detail: Detail }) {
  const t = useT('matter')
  const say = useSay()
  const times = (detail.reopened ?? 0) + 1
  return (
    <Standing
      label={t('one.standing')}
      exercise={detail.exercise && t('one.exercise')}
      line={
        <>
          {detail.state !== 'recalled' && <DueLamp lamp={detail.lamp} big />}
          <StatusTag state={detail.state} />
          {detail.urgency && detail.urgency !== 'ordinary' && <Tag tone="strong">{t(`urgency.${detail.urgency}`)}</Tag>}
          {times > 1 && <Tag>{t('reopened', { count: times })}</Tag>}
          {detail.due && <span className="muted">{t('one.due', { day: say.day(detail.due) })}</span>}
        </>
      }
      stuck={detail.stuck}
    >
      {detail.state === 'reported' && <p className="muted">{t('one.eyes')}</p>}
    </Standing>
  )
}
