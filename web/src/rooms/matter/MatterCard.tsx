import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Tag } from '@/kit'
import css from '@/kit/Board.module.css'
import { DueLamp } from './DueLamp'
import { useSay } from './say'
import type { MatterRow } from './types'

/** One matter on the board or in a day's list: what, who, by when, and where it is stuck. */
export function MatterCard({ matter }: { matter: MatterRow }) {
  const t = useT('matter')
  const say = useSay()
  return (
    <Link to={`/matters/${matter.id}`} className={css.card}>
      <span className={css.cardTop}>
        <DueLamp lamp={matter.lamp} />
        {matter.due && <span className={css.quiet}>{say.day(matter.due)}</span>}
      </span>
      <strong className={css.cardTitle}>
        {matter.exercise && <Tag tone="strong">{t('exercise')}</Tag>}
        {matter.title}
      </strong>
      <span className={css.cardUnit}>{matter.unit.name}</span>
      {matter.stuck && <span className={css.quiet}>{matter.stuck}</span>}
    </Link>
  )
}
