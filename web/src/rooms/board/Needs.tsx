import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { ButtonLink, Panel } from '@/kit'
import { DueLamp } from '@/rooms/matter/DueLamp'
import css from './Board.module.css'
import type { Need } from './types'

const most = 5

/** 需要您出面: only what cannot move without a leader, never more than five, each with its next verb. */
export function Needs({ needs }: { needs: Need[] }) {
  const t = useT('board')
  return (
    <div className={css.needs}>
      <Panel title={t('needs.title')} flush>
        {needs.length === 0 && <p className={css.calm}>{t('needs.none')}</p>}
        <ol>
          {needs.slice(0, most).map(need => (
            <NeedRow key={need.matter.id} need={need} />
          ))}
        </ol>
        <p className={css.calm}>{t('needs.more')}</p>
      </Panel>
    </div>
  )
}

function NeedRow({ need }: { need: Need }) {
  const t = useT('board')
  const verbs = useT('matter')
  const { matter, why, verb } = need
  const to = `/matters/${matter.id}`
  return (
    <li className={css.need}>
      <span className={css.needTop}>
        <DueLamp lamp={matter.lamp} />
        <span className="muted">{matter.unit.name}</span>
      </span>
      <Link to={to} className={css.needTitle}>
        {matter.title}
      </Link>
      <span className={css.needWhy}>{why}</span>
      <span className={css.needVerb}>
        <ButtonLink to={to} small>
          {t('needs.go', { verb: verbs(`verb.${verb}`) })}
        </ButtonLink>
      </span>
    </li>
  )
}
