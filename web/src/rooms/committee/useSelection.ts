import { useCallback, useEffect, useMemo, useState } from 'react'
import { useFilters } from '@/app/router'
import { type Entry, entriesOf, type Show, shown, step } from './entries'
import type { Desk } from './types'

export interface Selection {
  entries: Entry[]
  show: Show
  setShow: (show: Show) => void
  selected: string | undefined
  select: (id: string) => void
  move: (by: number) => void
}

/** Which item of the desk is under the hand. A link may name one (?item=). */
export function useSelection(desk: Desk): Selection {
  const [{ item }] = useFilters()
  const [show, setShow] = useState<Show>('all')
  const [chosen, setChosen] = useState(item)
  const all = useMemo(() => entriesOf(desk.decisions, desk.loose), [desk.decisions, desk.loose])
  const entries = useMemo(() => shown(all, show), [all, show])
  useEffect(() => {
    if (item) setChosen(item)
  }, [item])
  const first = all.find(e => 'decision' in e)?.id
  const selected = all.some(e => e.id === chosen) ? chosen : first
  const select = useCallback((id: string) => setChosen(id), [])
  const move = (by: number) => {
    const next = step(entries, selected, by)
    if (!next) return
    setChosen(next)
    requestAnimationFrame(() => focusRow(next))
  }
  return { entries, show, setShow, selected, select, move }
}

/** The focus goes with the selection, so that a reader hears where it is; both columns show the place. */
export function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-desk-row="${CSS.escape(id)}"]`)?.focus({ preventScroll: false })
  document.querySelector(`[data-span~="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' })
}
