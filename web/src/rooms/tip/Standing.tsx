import { useT } from '@/app/i18n'
import { Lamp, Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import type { State, TipRow } from './data'

const tones: Record<State, 'plain' | 'brand' | 'done' | 'strong'> = {
  received: 'strong',
  checking: 'brand',
  confirmed: 'brand',
  fixed: 'done',
  unfounded: 'done',
  transferred: 'done',
}

/** Where a report stands, as a word in a frame. */
export function StateTag({ state }: { state: State }) {
  const t = useT('tip')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

/** How much time is left on the clock that runs: to take it up, or to answer. */
export function Clock({ row }: { row: TipRow }) {
  const t = useT('tip')
  const say = useSay()
  if (row.ended) return <Lamp lamp={{ kind: 'closed', text: say.day(row.ended.slice(0, 10)) }} />
  if (!row.due) return <Lamp lamp={{ kind: 'none', text: t('clock.hazard') }} />
  const days = Math.floor((Date.parse(row.due) - Date.now()) / 86_400_000)
  if (row.overdue) return <Lamp lamp={{ kind: 'overdue', text: t('clock.over', { count: Math.max(1, -days) }) }} />
  return (
    <Lamp
      lamp={{
        kind: days <= 1 ? 'soon' : 'normal',
        text: days === 0 ? t('clock.today') : t('clock.left', { count: days }),
      }}
    />
  )
}

/** Where it is, as far as the reporter could say. */
export function spotOf(row: TipRow): string {
  return [row.site.name || row.named, row.place.name, row.where].filter(Boolean).join(' · ')
}
