import { useT } from '@/app/i18n'
import { AnswerLine, AnswerLink } from '@/kit'
import { useSome } from './data'
import { addressOf, type Filter } from './filter'

const most = 100

const parts: { key: string; set: Filter }[] = [
  { key: 'open', set: { state: 'open' } },
  { key: 'overdue', set: { overdue: 'true' } },
  { key: 'major', set: { state: 'open', grade: 'major' } },
  { key: 'stopped', set: { stopped: 'true' } },
]

/** The answer first: how many are there within the filter, and how many of them want attention. Each opens its list. */
export function Answer({ filter }: { filter: Filter }) {
  const t = useT('hazard')
  return (
    <AnswerLine
      sep={t('answer.sep')}
      parts={parts.map(({ key, set }) => ({ key, link: <Part filter={{ ...filter, ...set }} name={key} /> }))}
    />
  )
}

/** A count is shown only as far as it was counted: 100+ when there are more. */
function Part({ filter, name }: { filter: Filter; name: string }) {
  const t = useT('hazard')
  const found = useSome(filter, most)
  const count = found.data ? `${found.data.items.length}${found.data.next ? '+' : ''}` : '…'
  return <AnswerLink to={addressOf(filter)}>{t(`answer.${name}`, { count })}</AnswerLink>
}
