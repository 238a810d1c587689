import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { AnswerLine, AnswerLink } from '@/kit'
import { addressOf, type Filter, isEmpty, without } from './filter'

interface Counts {
  open: number
  overdue: number
  soon: number
  unsigned: number
}

interface Figures {
  signs: { key: string; value: number }[] | null
  map: { tiles: (Counts & { code: string })[] | null }
}

/**
 * useCounts takes the figures that the board folds from events, for the county or for one township. Nothing is
 * counted for other filters: a count that the list cannot keep is worse than none.
 */
function useCounts(filter: Filter): Counts | undefined {
  const may = useCan()('report.board')
  const plain = isEmpty(without(filter, 'area', 'lamp', 'state'))
  const board = useQuery({
    queryKey: ['board'],
    queryFn: ({ signal }) => api.get<Figures>('/board', undefined, signal),
    enabled: may && plain,
  })
  if (!may || !plain || !board.data) return undefined
  if (filter.area) return board.data.map.tiles?.find(t => t.code === filter.area)
  const value = (key: string) => board.data.signs?.find(s => s.key === key)?.value ?? 0
  return { open: value('open'), overdue: value('overdue'), soon: value('soon'), unsigned: value('unsigned') }
}

/** The answer first: how many there are, and how many of them want attention. Each number opens its list. */
export function Answer({ filter }: { filter: Filter }) {
  const t = useT('matter')
  const counts = useCounts(filter)
  if (!counts) return <>{t('answer.plain')}</>
  const base = without(filter, 'lamp', 'state')
  const parts = [
    { key: 'open', count: counts.open, to: addressOf(base) },
    { key: 'overdue', count: counts.overdue, to: addressOf({ ...base, lamp: 'overdue' }) },
    { key: 'soon', count: counts.soon, to: addressOf({ ...base, lamp: 'soon' }) },
    { key: 'unsigned', count: counts.unsigned, to: addressOf({ ...base, state: 'issued' }) },
  ]
  return (
    <AnswerLine
      sep={t('answer.sep')}
      parts={parts.map(({ key, count, to }) => ({
        key,
        link: <AnswerLink to={to}>{t(`answer.${key}`, { count })}</AnswerLink>,
      }))}
    />
  )
}
