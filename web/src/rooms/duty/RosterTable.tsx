import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { countyNow } from '@/app/time'
import { Button, type Column, DataTable, Empty, Tag } from '@/kit'
import css from './Duty.module.css'
import type { Gap, Roster } from './data'
import { instant, type Line, linesOf } from './days'
import { saySpan } from './say'

interface TableProps {
  data: Roster
  onOpen: (id: string) => void
  onFill: (gap: Gap) => void
  onRotate: () => void
}

/** Shifts in the order of time; an hour without anybody is a row of its own, not a missing one. */
export function RosterTable({ data, onOpen, onFill, onRotate }: TableProps) {
  const t = useT('duty')
  const now = countyNow()
  const at = instant(now.format('YYYY-MM-DD'), now.format('HH:mm'))
  const columns: Column<Line>[] = [
    { key: 'time', title: t('col.time'), main: true, width: '250px', render: l => <Time line={l} at={at} /> },
    {
      key: 'person',
      title: t('col.person'),
      render: l =>
        l.shift ? (
          l.shift.person.name
        ) : (
          <span className={css.gap}>
            {t('gap')}
            {data.may && l.ends > at && (
              <Button small onClick={() => onFill({ from: l.starts, to: l.ends })}>
                {t('gapFill')}
              </Button>
            )}
          </span>
        ),
    },
    { key: 'leader', title: t('col.leader'), render: l => l.shift?.leader?.name },
    { key: 'kind', title: t('col.kind'), width: '110px', render: l => l.shift && t(`kind.${l.shift.kind}`) },
    { key: 'post', title: t('col.post'), spare: true, render: l => l.shift?.post.name },
    { key: 'note', title: t('col.note'), spare: true, render: l => l.shift?.note },
    {
      key: 'verbs',
      title: t('col.verbs'),
      acts: true,
      width: '1%',
      render: l =>
        l.shift && (
          <Button small look="quiet" onClick={() => onOpen(l.shift?.id ?? '')}>
            {t('open')}
          </Button>
        ),
    },
  ]
  return (
    <DataTable
      id="roster"
      label={t('tab.roster')}
      columns={columns}
      rows={data.items.length > 0 ? linesOf(data.items, data.gaps) : []}
      rowKey={l => l.key}
      empty={
        <Empty
          icon="clock"
          title={t('empty.title')}
          action={
            data.may && (
              <Button look="primary" icon="plus" onClick={onRotate}>
                {t('rotate.go')}
              </Button>
            )
          }
        >
          {t('empty.text')}
        </Empty>
      }
    />
  )
}

function Time({ line, at }: { line: Line; at: string }) {
  const t = useT('duty')
  const { lang } = usePrefs()
  return (
    <span className={css.time}>
      {saySpan(t, lang, line.starts, line.ends)}
      {line.shift && line.starts <= at && at < line.ends && <Tag tone="brand">{t('now')}</Tag>}
    </span>
  )
}
