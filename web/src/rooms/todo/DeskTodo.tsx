import type { TodoItem } from '@/api/types'
import { useHotkeys } from '@/app/hotkeys'
import { useT } from '@/app/i18n'
import { Link, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { ButtonLink, Empty, Loaded, Page } from '@/kit'
import css from './DeskTodo.module.css'
import { DutyPane } from './DutyPane'
import { itemKey, useTodo } from './data'
import { LinkPane } from './LinkPane'
import { RelayPane } from './RelayPane'
import { TodoPane } from './TodoPane'
import { TodoRow } from './TodoRow'

/** W2 on the desk: the list in the order of consequence and clock, and beside it the one thing being done. */
export default function DeskTodo() {
  const t = useT('todo')
  const todo = useTodo()
  return (
    <Page
      name={t('nav')}
      title={todo.data?.sentence ?? t('nav')}
      lead={<Waiting count={todo.data?.waiting ?? 0} />}
      full
    >
      <Loaded query={todo}>
        {data => {
          const items = data.items ?? []
          return items.length === 0 ? <Nothing /> : <Panes items={items} />
        }}
      </Loaded>
    </Page>
  )
}

function Waiting({ count }: { count: number }) {
  const t = useT('todo')
  if (count === 0) return null
  return <Link to="/matters?state=reported">{t('waiting', { count })}</Link>
}

function Nothing() {
  const t = useT('todo')
  return (
    <div className={css.nothing}>
      <Empty icon="check" title={t('empty.title')} action={<Elsewhere />}>
        {t('empty.text')}
      </Empty>
    </div>
  )
}

const doors = [
  { to: '/board', action: 'report.board', label: 'empty.board' },
  { to: '/meetings', action: 'committee.write', label: 'empty.meetings' },
  { to: '/imports', action: 'registry.import', label: 'empty.imports' },
  { to: '/accounts', action: 'account.read', label: 'empty.accounts' },
  { to: '/ledger', action: 'ledger.export', label: 'empty.ledger' },
] as const

/** Where else this post has something to do. */
function Elsewhere() {
  const t = useT('todo')
  const can = useCan()
  const open = doors.filter(d => can(d.action))
  return (
    <span className={css.doors}>
      {open.map(d => (
        <ButtonLink key={d.to} to={d.to}>
          {t(d.label)}
        </ButtonLink>
      ))}
    </span>
  )
}

function Panes({ items }: { items: TodoItem[] }) {
  const t = useT('todo')
  const [{ open }, change] = useFilters()
  const at = items.findIndex(i => itemKey(i) === open)
  const shown = items[Math.max(at, 0)]
  const go = (index: number) => {
    const item = items[Math.max(0, Math.min(index, items.length - 1))]
    if (item) change({ open: itemKey(item) })
  }
  useHotkeys({ j: () => go(at + 1), k: () => go(at - 1), Escape: open ? () => change({ open: null }) : undefined })
  return (
    <div className={css.panes} data-open={open ? 'yes' : 'no'}>
      <ul className={css.list} aria-label={t('nav')}>
        {items.map(item => (
          <TodoRow
            key={itemKey(item)}
            item={item}
            here={item === shown}
            onOpen={() => change({ open: itemKey(item) })}
          />
        ))}
      </ul>
      {shown && <Pane key={itemKey(shown)} item={shown} onBack={() => change({ open: null })} />}
    </div>
  )
}

function Pane({ item, onBack }: { item: TodoItem; onBack: () => void }) {
  if (item.relay) return <RelayPane item={item} relay={item.relay} onBack={onBack} onDone={onBack} />
  if (item.duty) return <DutyPane item={item} finding={item.duty} onBack={onBack} onDone={onBack} />
  if (item.link) return <LinkPane item={item} link={item.link} onBack={onBack} onDone={onBack} />
  return <TodoPane item={item} onBack={onBack} onDone={onBack} />
}
