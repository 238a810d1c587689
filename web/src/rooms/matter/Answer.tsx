import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { addressOf, type Filter, isEmpty, without } from './filter'
import css from './Matters.module.css'
import { useCount } from './queries'

/** The answer first: how many there are, and how many of them want attention. Each number opens its list. */
export function Answer({ filter }: { filter: Filter }) {
  const t = useT('matter')
  const base = without(filter, 'lamp', 'state')
  const all = useCount(filter)
  const overdue = useCount({ ...base, lamp: 'overdue' })
  const soon = useCount({ ...base, lamp: 'soon' })
  const unsigned = useCount({ ...base, state: 'issued' })
  const total = all ?? undefined
  const parts = [
    { key: 'overdue', count: overdue, to: addressOf({ ...base, lamp: 'overdue' }) },
    { key: 'soon', count: soon, to: addressOf({ ...base, lamp: 'soon' }) },
    { key: 'unsigned', count: unsigned, to: addressOf({ ...base, state: 'issued' }) },
  ].filter(p => p.count !== undefined)
  return (
    <>
      {total === undefined ? t('answer.plain') : t(isEmpty(filter) ? 'answer.open' : 'answer.found', { count: total })}
      {parts.map(p => (
        <span key={p.key} className={css.answerPart}>
          {t('answer.sep')}
          <Link to={p.to} className={css.answerLink}>
            {t(`answer.${p.key}`, { count: p.count })}
          </Link>
        </span>
      ))}
    </>
  )
}
