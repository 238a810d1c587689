import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { Lamp } from '@/parts/Lamp'
import { Tag } from '@/parts/StatusTag'
import css from './DeskTodo.module.css'

interface RowProps {
  item: TodoItem
  here: boolean
  onOpen: () => void
}

/** One line of the desk's list: clock first, then what, then why me. */
export function TodoRow({ item, here, onOpen }: RowProps) {
  const t = useT('todo')
  return (
    <li>
      <button type="button" className={css.row} aria-current={here ? 'true' : undefined} onClick={onOpen}>
        <span className={css.rowTop}>
          <Lamp lamp={item.matter.lamp} />
          <Tag tone={item.kind === 'do' ? 'brand' : 'plain'}>{t(`kind.${item.kind}`)}</Tag>
        </span>
        <span className={css.rowTitle}>{item.title}</span>
        <span className={css.rowWhy}>{item.why}</span>
      </button>
    </li>
  )
}
