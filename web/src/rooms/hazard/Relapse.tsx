import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Lamp, Note, Panel } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Detail.module.css'
import { useSome } from './data'
import { addressOf, type Filter } from './filter'
import { useStanding } from './say'
import type { Detail, HazardRow } from './types'

const most = 6

/** 同点历史: what was found at this place and at this unit before; the same again is named as such. */
export function Relapse({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  const here: Filter = detail.site ? { site: detail.site } : { unit: detail.unit.id }
  const others = useSome({ unit: detail.unit.id, state: 'open' }, most + 1, Boolean(detail.site))
  const place = useSome(here, most + 1)
  const again = new Set(detail.again?.of ?? [])
  const history = (place.data?.items ?? []).filter(h => h.id !== detail.id).slice(0, most)
  const elsewhere = (others.data?.items ?? []).filter(h => h.id !== detail.id && h.site !== detail.site).slice(0, most)
  return (
    <Panel
      title={t('history.title')}
      extra={<Link to={addressOf(here)}>{t(detail.site ? 'history.allSite' : 'history.allUnit')}</Link>}
    >
      {detail.again && (
        <Note tone="warn">
          {t(detail.again.raised ? 'history.raised' : 'history.again', { count: detail.again.times + 1 })}
        </Note>
      )}
      {history.length === 0 && <p className="muted">{t('history.none')}</p>}
      <Lines rows={history} again={again} />
      {elsewhere.length > 0 && (
        <>
          <h3 className={css.sub}>{t('history.elsewhere')}</h3>
          <Lines rows={elsewhere} again={again} />
        </>
      )}
    </Panel>
  )
}

function Lines({ rows, again }: { rows: HazardRow[]; again: ReadonlySet<string> }) {
  const t = useT('hazard')
  const say = useSay()
  const { lamp } = useStanding()
  return (
    <ul className={css.history}>
      {rows.map(h => (
        <li key={h.id}>
          <Link to={`/hazards/${h.id}`}>{h.text}</Link>
          <span className={css.historyLine}>
            <Lamp lamp={lamp(h)} />
            <span className="muted">{say.day(h.found)}</span>
            {again.has(h.id) && <strong>{t('history.same')}</strong>}
          </span>
        </li>
      ))}
    </ul>
  )
}
