import { useCallback, useEffect, useMemo, useState } from 'react'
import { useFilters } from '@/app/router'
import { type Entry, entriesOf, isPending, type Show, shown, step } from './entries'
import type { Desk } from './types'

export interface Selection {
  /** What is listed now, and everything there is. */
  entries: Entry[]
  all: Entry[]
  show: Show
  setShow: (show: Show) => void
  selected: string | undefined
  select: (id: string) => void
  move: (by: number) => void
}

/** Which item of the desk is under the hand. A link may name one (?item=). */
export function useSelection(desk: Desk): Selection {
  const [{ item }] = useFilters()
  const [show, setShow] = useState<Show>('found')
  const [chosen, setChosen] = useState(item)
  const all = useMemo(() => entriesOf(desk.decisions, desk.loose), [desk.decisions, desk.loose])
  const entries = useMemo(() => shown(all, show), [all, show])
  useEffect(() => {
    if (item) setChosen(item)
  }, [item])
  const first = (all.find(e => 'decision' in e && isPending(e.decision)) ?? all.find(e => 'decision' in e))?.id
  const selected = all.some(e => e.id === chosen) ? chosen : first
  const select = useCallback((id: string) => setChosen(id), [])
  const move = (by: number) => {
    const from = all.find(e => e.id === selected)
    const next = step(entries, from, by)
    if (!next) return
    setChosen(next)
    requestAnimationFrame(() => focusRow(next))
  }
  return { entries, all, show, setShow, selected, select, move }
}

/** The focus goes with the selection, so that a reader hears where it is. */
export function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-desk-row="${CSS.escape(id)}"]`)?.focus()
}
