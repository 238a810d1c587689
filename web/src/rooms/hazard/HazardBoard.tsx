import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { BoardColumn, Lamp, StuckSentence } from '@/kit'
import css from '@/kit/Board.module.css'
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
  return (
    <BoardColumn t={t} state={t(`state.${state}`)} all={addressOf({ ...filter, state })} page={page}>
      {h => <HazardCard hazard={h} />}
    </BoardColumn>
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
