import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import css from './Items.module.css'
import type { Loose } from './types'
import { useAddSpan } from './useDeskKeys'

interface LooseProps {
  id: string
  meeting: string
  loose: Loose
  selected: boolean
  lit: boolean
  onLit: (id: string | undefined) => void
  onSelect: (id: string) => void
}

/** A sentence in which nothing was recognised: grey, one key or one press away from becoming a task. */
export function LooseRow({ id, meeting, loose, selected, lit, onLit, onSelect }: LooseProps) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const add = useAddSpan(meeting, onSelect)
  const classes = [css.loose, selected && css.selected, lit && css.lit]
  return (
    <li
      className={classes.filter(Boolean).join(' ')}
      data-entry={id}
      onMouseEnter={() => onLit(id)}
      onMouseLeave={() => onLit(undefined)}
    >
      <button
        type="button"
        className={css.words}
        data-desk-row={id}
        aria-current={selected || undefined}
        onClick={() => onSelect(id)}
        onFocus={() => onLit(id)}
        onBlur={() => onLit(undefined)}
      >
        {loose.text}
      </button>
      {selected && (
        <button type="button" className={css.become} disabled={!may} onClick={() => add(loose.start, loose.end)}>
          {t('item.become')} <kbd>n</kbd>
        </button>
      )}
    </li>
  )
}
