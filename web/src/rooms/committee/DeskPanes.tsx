import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { Chip } from '@/kit'
import { BottomBar } from './BottomBar'
import css from './Desk.module.css'
import { DispatchBanner } from './DispatchBanner'
import { ItemList } from './ItemList'
import { SheetPane } from './SheetPane'
import { SourceText } from './SourceText'
import type { Desk } from './types'
import { useDeskKeys } from './useDeskKeys'
import { usePicks } from './usePicks'
import { useSelection } from './useSelection'

const panes = ['text', 'list', 'sheet'] as const
type Pane = (typeof panes)[number]

/** Three columns that follow the eye; two on a tablet, one at a time on a phone. */
export function DeskPanes({ desk }: { desk: Desk }) {
  const t = useT('committee')
  const [{ pane = 'list' }, change] = useFilters()
  const may = useCan()('committee.write')
  const [lit, setLit] = useState<string>()
  const at: Pane = panes.find(p => p === pane) ?? 'list'
  const selection = useSelection(desk)
  const { selected, select } = selection
  const open = (id: string) => {
    select(id)
    change({ item: id, pane: 'sheet' })
  }
  const picks = usePicks(selection.all, selection.entries)
  const [round, setRound] = useState(0)
  useDeskKeys(desk, selection, picks, () => change({ pane: 'sheet' }))
  return (
    <>
      <DispatchBanner dispatch={desk.dispatches?.[0]} />
      {/* biome-ignore lint/a11y/useSemanticElements: three chips are no fieldset */}
      <div className={css.switch} role="group" aria-label={t('desk.panes')}>
        {panes.map(p => (
          <Chip key={p} pressed={at === p} onPress={() => change({ pane: p })}>
            {t(`desk.pane.${p}`)}
          </Chip>
        ))}
      </div>
      <div className={css.desk} data-pane={at} data-banner={desk.dispatches?.[0] ? 'yes' : undefined}>
        <SourceText desk={desk} selected={selected} lit={lit} onLit={setLit} onSelect={select} />
        <ItemList
          desk={desk}
          selection={selection}
          picks={picks}
          lit={lit}
          onLit={setLit}
          onOpen={open}
          onChanged={() => setRound(n => n + 1)}
        />
        <SheetPane desk={desk} selected={selected} round={round} onSelect={select} />
      </div>
      {may && <BottomBar desk={desk} />}
    </>
  )
}
