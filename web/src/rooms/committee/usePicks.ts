import { useRef, useState } from 'react'
import type { Entry } from './entries'
import { pickable, picking } from './picks'

export interface Picks {
  /** Whether several are being chosen: the boxes of the list then choose, and do not tick. */
  on: boolean
  turn: (on: boolean) => void
  /** The chosen ones that can still be changed, in the order of the text. */
  ids: string[]
  has: (id: string) => boolean
  /** Turns one over; with Shift, everything from the last one to it. */
  toggle: (id: string, through: boolean) => void
  choose: (ids: string[]) => void
}

/** Which items are chosen to be changed together. */
export function usePicks(all: Entry[], listed: Entry[]): Picks {
  const [on, setOn] = useState(false)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const ids = pickable(all).filter(id => picked.has(id))
  return {
    on,
    turn: next => {
      setOn(next)
      setPicked(new Set())
      last.current = undefined
    },
    ids,
    has: id => picked.has(id),
    toggle: (id, through) => {
      setPicked(picking(picked, pickable(listed), last.current, id, through))
      last.current = id
    },
    choose: list => setPicked(new Set(list)),
  }
}
