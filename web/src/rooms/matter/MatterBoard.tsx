import { useT } from '@/app/i18n'
import { BoardColumn } from '@/kit'
import css from '@/kit/Board.module.css'
import { addressOf, type Filter } from './filter'
import { MatterCard } from './MatterCard'
import { useColumn } from './queries'
import type { State } from './types'

const columns: State[] = ['issued', 'doing', 'reported', 'returned', 'closed']

/** 挂图作战: the same filter as columns by state. A state in the filter leaves one column. */
export function MatterBoard({ filter }: { filter: Filter }) {
  const shown = columns.filter(s => !filter.state || filter.state === s)
  return (
    <div className={css.board}>
      {shown.map(state => (
        <Column key={state} filter={filter} state={state} />
      ))}
    </div>
  )
}

function Column({ filter, state }: { filter: Filter; state: State }) {
  const t = useT('matter')
  const parts = useT('parts')
  const page = useColumn(filter, state)
  return (
    <BoardColumn t={t} state={parts(`state.${state}`)} all={addressOf({ ...filter, state })} page={page}>
      {m => <MatterCard matter={m} />}
    </BoardColumn>
  )
}
