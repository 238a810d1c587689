import { type Keymap, useHotkeys } from '@/app/hotkeys'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { useProblemText } from '@/app/useProblemText'
import { toast, useKey } from '@/kit'
import { isPending, isSendable } from './entries'
import { useAdd, useDecide, useEdit } from './queries'
import type { Decision, Desk } from './types'
import type { Picks } from './usePicks'
import type { Selection } from './useSelection'

/** j k move, space ticks (or chooses, while m has several changed at once), n turns a sentence or a slogan into a task, e edits, Enter opens. */
export function useDeskKeys(desk: Desk, selection: Selection, picks: Picks, onOpen: () => void): void {
  const tick = useTick(desk.meeting.id)
  const may = useCan()('committee.write')
  const add = useAddSpan(desk.meeting.id, selection.select)
  const change = useEdit(desk.meeting.id)
  const entry = selection.all.find(e => e.id === selection.selected)
  const decision = desk.decisions.find(d => d.id === selection.selected)
  const several = may && (picks.on || desk.decisions.filter(isPending).length > 1)
  const edit = () => {
    onOpen()
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-sheet] input')?.focus())
  }
  const asTask = () => {
    if (entry && 'loose' in entry) return () => add(entry.loose.start, entry.loose.end)
    if (decision && !isSendable(decision)) return () => change.mutate({ decision, values: { kind: 'task' } })
    return undefined
  }
  const mark = (d: Decision) => {
    if (!picks.on) return () => tick(d)
    return isPending(d) ? () => picks.toggle(d.id, false) : undefined
  }
  const free: Keymap = {
    ' ': may && decision && isSendable(decision) ? mark(decision) : undefined,
    Enter: onOpen,
  }
  const map: Keymap = {
    j: () => selection.move(1),
    k: () => selection.move(-1),
    n: may ? asTask() : undefined,
    e: may && decision ? edit : undefined,
    m: several ? () => picks.turn(!picks.on) : undefined,
  }
  for (const key of Object.keys(free)) {
    Object.defineProperty(map, key, { enumerable: true, get: () => (onRow() ? free[key] : undefined) })
  }
  useHotkeys(map)
}

/** A key that a control would take itself belongs to the desk only on a row or on nothing. */
function onRow(): boolean {
  const at = document.activeElement
  return at === null || at === document.body || at.id === 'main' || at.matches('[data-desk-row], [data-at=text]')
}

/** useTick ticks an item or takes the tick back; a refusal says why. */
export function useTick(meeting: string) {
  const say = useProblemText()
  const decide = useDecide(meeting, 'tick')
  return (decision: Desk['decisions'][number]) =>
    decide.mutate(
      { decision, values: { on: decision.state !== 'ticked' } },
      { onError: e => toast(say(e).title || say(e).detail, { tone: 'bad' }) },
    )
}

/** useAddSpan makes a task of a stretch of the text. */
export function useAddSpan(meeting: string, onMade: (id: string) => void) {
  const t = useT('committee')
  const say = useProblemText()
  const key = useKey()
  const add = useAdd(meeting)
  return (start: number, end: number) =>
    add.mutate(
      { values: { start, end }, key: key({ start, end }) },
      {
        onSuccess: d => {
          onMade(d.id)
          toast(t('desk.made', { no: d.no }))
        },
        onError: e => toast(say(e).title || say(e).detail, { tone: 'bad' }),
      },
    )
}
