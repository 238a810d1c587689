import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Icon, Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { isPending, isSendable, unitsOf } from './entries'
import css from './Items.module.css'
import type { Decision } from './types'
import { useTick } from './useDeskKeys'
import type { Picks } from './usePicks'
import { whyOf } from './why'

interface RowProps {
  meeting: string
  decision: Decision
  selected: boolean
  lit: boolean
  onLit: (id: string | undefined) => void
  onOpen: (id: string) => void
  /** Several are being chosen: the box chooses, and does not tick. */
  picks: Picks | undefined
}

/** One recognised item: tick, kind, title, by whom and until when, what is missing, and why it was read so. */
export function ItemRow({ meeting, decision: d, selected, lit, onLit, onOpen, picks }: RowProps) {
  const t = useT('committee')
  const classes = [
    css.row,
    picks?.has(d.id) && css.picked,
    selected && css.selected,
    lit && css.lit,
    !isSendable(d) && css.quiet,
  ]
  return (
    <li
      className={classes.filter(Boolean).join(' ')}
      data-entry={d.id}
      onMouseEnter={() => onLit(d.id)}
      onMouseLeave={() => onLit(undefined)}
    >
      <span className={css.tick}>
        {!isPending(d) && <span className={css.idle} aria-hidden="true" />}
        {isPending(d) &&
          (picks ? (
            <input
              type="checkbox"
              checked={picks.has(d.id)}
              aria-label={t('many.pick', { no: d.no, title: d.title })}
              onChange={e => picks.toggle(d.id, (e.nativeEvent as MouseEvent).shiftKey === true)}
            />
          ) : (
            <TickBox meeting={meeting} decision={d} />
          ))}
      </span>
      <button
        type="button"
        className={css.open}
        data-desk-row={d.id}
        aria-current={selected || undefined}
        onClick={() => onOpen(d.id)}
        onFocus={() => onLit(d.id)}
        onBlur={() => onLit(undefined)}
      >
        <span className={css.title}>
          <span className={css.no}>{d.no}</span>
          {d.title}
        </span>
        <Facts d={d} />
        <span className={css.why}>{whyOf(t, d)}</span>
      </button>
    </li>
  )
}

function TickBox({ meeting, decision: d }: { meeting: string; decision: Decision }) {
  const t = useT('committee')
  const tick = useTick(meeting)
  const may = useCan()('committee.write')
  return (
    <input
      type="checkbox"
      checked={d.state === 'ticked'}
      disabled={!may}
      aria-label={t('item.tick', { no: d.no, title: d.title })}
      onChange={() => tick(d)}
    />
  )
}

function Facts({ d }: { d: Decision }) {
  const t = useT('committee')
  const words = useT('matter')
  const say = useSay()
  const lead = d.owners
    .map(o => (o.class ? t('item.class', { said: o.said, count: o.units.length }) : o.said))
    .join('、')
  return (
    <span className={css.facts}>
      <Tag tone={d.kind === 'task' ? 'brand' : 'plain'}>{t(`kind.${d.kind}`)}</Tag>
      {d.state !== 'proposed' && <Tag tone={d.state === 'ticked' ? 'strong' : 'done'}>{t(`decision.${d.state}`)}</Tag>}
      {isSendable(d) && lead && <span title={t('item.units', { count: unitsOf(d) })}>{lead}</span>}
      {isSendable(d) && d.cadence !== 'none' && <span>{words(`cadence.${d.cadence}`)}</span>}
      {d.due && <span>{t('item.due', { day: say.day(d.due) })}</span>}
      {isPending(d) &&
        d.gaps.map(g => (
          <span key={g} className={css.gap}>
            <Icon name="alert" size={13} />
            {t(`gap.${g}`)}
          </span>
        ))}
      {(d.duplicates?.length ?? 0) > 0 && d.into.length === 0 && (
        <span className={css.gap}>
          <Icon name="swap" size={13} />
          {t('item.twins', { count: d.duplicates?.length })}
        </span>
      )}
    </span>
  )
}
