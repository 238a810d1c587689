import { useCallback, useEffect, useRef, useState } from 'react'
import { useEngine } from './Offline'
import type { Parcel } from './parcel'
import type { KeptFile } from './store'

export interface DraftKind<T> {
  kind: string
  begin: (now: number) => T
  /** Whether a draft that was left is the one to go on with. */
  fits: (left: T) => boolean
  parcel: (draft: T) => Omit<Parcel, 'share' | 'tries' | 'next'>
  /** Nothing is in it any more: then it does not stay on the phone. */
  blank?: (draft: T) => boolean
}

export interface DraftState<T> {
  draft: T
  /** Was under way before: a tab that died, or another day. */
  resumed: boolean
  change: (part: Partial<T>, files?: KeptFile[]) => void
  restart: () => void
}

/**
 * useDraft takes up the work that was left, or begins it; every change is on the phone before the next tap. Work of
 * another name is other work: what belongs to it is never shown here.
 */
export function useDraft<T extends { id: string }>(of: DraftKind<T>, named: string): DraftState<T> | undefined {
  const engine = useEngine()
  const [state, setState] = useState<{ draft: T; resumed: boolean; of: string }>()
  const latest = useRef<T | undefined>(undefined)
  const writing = useRef(Promise.resolve())
  const how = useRef(of)
  how.current = of
  const show = useCallback(
    (draft: T, resumed: boolean) => {
      latest.current = draft
      setState({ draft, resumed, of: named })
    },
    [named],
  )
  useEffect(() => {
    let over = false
    const begins = () => !over && show(how.current.begin(Date.now()), false) // a browser that keeps nothing still shows the form
    void engine.open().then(async store => {
      const drafts = (await store.getAll('parcel')).filter(p => p.kind === how.current.kind && p.state === 'draft')
      const left = drafts.map(p => p.body as T).find(how.current.fits)
      if (!over) show(left ?? how.current.begin(Date.now()), left !== undefined)
    }, begins)
    return () => {
      over = true
    }
  }, [engine, show])
  const change = useCallback(
    (part: Partial<T>, files: KeptFile[] = []) => {
      if (!latest.current) return
      const draft = { ...latest.current, ...part }
      show(draft, false)
      // What found no room stands in the engine's memory, and every screen says so; what follows is tried all the same.
      const { blank, parcel } = how.current
      const write = () => (blank?.(draft) ? engine.forget(draft.id) : engine.put(parcel(draft), files))
      writing.current = writing.current.then(write).catch(() => undefined)
    },
    [engine, show],
  )
  const restart = useCallback(() => {
    if (latest.current) void engine.forget(latest.current.id)
    show(how.current.begin(Date.now()), false)
  }, [engine, show])
  return state?.of === named ? { ...state, change, restart } : undefined
}
