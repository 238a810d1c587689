import { useEffect, useRef } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, Chip } from '@/kit'
import { useBring } from './bring'
import { isPending, type Show, shown, shows } from './entries'
import { ItemRow } from './ItemRow'
import css from './Items.module.css'
import { LooseRow } from './LooseRow'
import { PickBar } from './PickBar'
import type { Desk } from './types'
import type { Picks } from './usePicks'
import type { Selection } from './useSelection'

interface ListProps {
  desk: Desk
  selection: Selection
  picks: Picks
  lit: string | undefined
  onLit: (id: string | undefined) => void
  onOpen: (id: string) => void
  /** Many were changed at once. */
  onChanged: () => void
}

/** The middle column: what was recognised, in the order of the text, and between it what was not. */
export function ItemList({ desk, selection, picks, lit, onLit, onOpen, onChanged }: ListProps) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const box = useRef<HTMLElement>(null)
  const { selected } = selection
  useEffect(() => {
    if (!selected) return
    for (const e of box.current?.querySelectorAll(`[data-entry="${CSS.escape(selected)}"]`) ?? [])
      e.scrollIntoView({ block: 'nearest' })
  }, [selected])
  useBring(box, 'data-entry', lit)
  return (
    <section className={css.pane} ref={box} aria-label={t('desk.pane.list')} data-at="list">
      <div className={css.head} data-picks={picks.on ? 'yes' : undefined}>
        <div className={css.tools}>
          <ShowChips
            show={selection.show}
            onShow={selection.setShow}
            count={show => shown(selection.all, show).length}
          />
          {may && !picks.on && desk.decisions.filter(isPending).length > 1 && (
            <Button small icon="sliders" onClick={() => picks.turn(true)}>
              {t('many.start')}
            </Button>
          )}
        </div>
        {picks.on && <PickBar desk={desk} picks={picks} onChanged={onChanged} />}
      </div>
      <ol className={css.list}>
        {selection.entries.map(e =>
          'decision' in e ? (
            <ItemRow
              key={e.id}
              meeting={desk.meeting.id}
              decision={e.decision}
              selected={e.id === selected}
              lit={e.id === lit}
              onLit={onLit}
              onOpen={onOpen}
              picks={picks.on ? picks : undefined}
            />
          ) : (
            <LooseRow
              key={e.id}
              id={e.id}
              meeting={desk.meeting.id}
              loose={e.loose}
              selected={e.id === selected}
              lit={e.id === lit}
              onLit={onLit}
              onSelect={selection.select}
            />
          ),
        )}
      </ol>
      {selection.entries.length === 0 && <p className={css.none}>{t(`desk.none.${selection.show}`)}</p>}
    </section>
  )
}

function ShowChips({
  show,
  onShow,
  count,
}: {
  show: Show
  onShow: (show: Show) => void
  count: (show: Show) => number
}) {
  const t = useT('committee')
  return (
    // biome-ignore lint/a11y/useSemanticElements: four chips are no fieldset
    <div className={css.chips} role="group" aria-label={t('desk.show.label')}>
      {shows.map(s => (
        <Chip key={s} pressed={s === show} onPress={() => onShow(s)}>
          {t(`desk.show.${s}`, { count: count(s) })}
        </Chip>
      ))}
    </div>
  )
}
