import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Failure, Lamp, Skeleton, StuckSentence } from '@/kit'
import css from '@/rooms/matter/Board.module.css'
import { useColumn } from './data'
import { addressOf, type Filter } from './filter'
import { GradeTag } from './HazardTable'
import { useStanding } from './say'
import { type HazardRow, openStates, type State } from './types'

const columns: State[] = [...openStates, 'closed']

/** The same filter as columns by state; a state in the filter leaves one column, "open" leaves four. */
export function HazardBoard({ filter }: { filter: Filter }) {
  const fits = (s: State) => !filter.state || filter.state === s || (filter.state === 'open' && s !== 'closed')
  const shown = columns.filter(fits)
  return (
    <div className={css.board}>
      {shown.map(state => (
        <Column key={state} filter={filter} state={state} />
      ))}
    </div>
  )
}

function Column({ filter, state }: { filter: Filter; state: State }) {
  const t = useT('hazard')
  const page = useColumn(filter, state)
  const items = page.data?.items ?? []
  const all = addressOf({ ...filter, state })
  const count = page.data?.next ? `${items.length}+` : `${items.length}`
  return (
    <section className={css.column} aria-label={t(`state.${state}`)}>
      <h2 className={css.head}>
        <span>{t(`state.${state}`)}</span>
        {page.data && (
          <Link to={all} className={css.count} aria-label={t('board.open', { count, state: t(`state.${state}`) })}>
            {count}
          </Link>
        )}
      </h2>
      {page.isPending && <Skeleton rows={3} />}
      {page.error && !page.data && <Failure problem={page.error} onRetry={() => void page.refetch()} />}
      <ul className={css.cards}>
        {items.map(h => (
          <li key={h.id}>
            <HazardCard hazard={h} />
          </li>
        ))}
      </ul>
      {page.data && items.length === 0 && <p className={css.nothing}>{t('board.none')}</p>}
      {page.data?.next && (
        <Link to={all} className={css.rest}>
          {t('board.rest')}
        </Link>
      )}
    </section>
  )
}

export function HazardCard({ hazard: h }: { hazard: HazardRow }) {
  const t = useT('hazard')
  const { lamp, stuck } = useStanding()
  return (
    <Link to={`/hazards/${h.id}`} className={css.card}>
      <span className={css.cardTop}>
        <Lamp lamp={lamp(h)} />
        <GradeTag hazard={h} />
      </span>
      <strong className={css.cardTitle}>{h.text}</strong>
      <span className={css.cardUnit}>{[h.unit.name, h.where].filter(Boolean).join(' · ')}</span>
      {stuck(h) && <StuckSentence text={stuck(h)} />}
      {h.relapse > 0 && <span className={css.quiet}>{t('again', { count: h.relapse })}</span>}
    </Link>
  )
}
