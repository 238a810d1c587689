import { useCallback, useEffect, useRef, useState } from 'react'
import { countyTime } from '@/offline/clock'
import type { Engine } from '@/offline/engine'
import { useEngine } from '@/offline/Offline'
import type { KeptFile } from '@/offline/store'
import { begin, type Capture, kind, parcelOf } from './draft'

export interface CaptureState {
  capture: Capture
  /** Was under way before: a tab that died, or another day. */
  resumed: boolean
  change: (part: Partial<Capture>, files?: KeptFile[]) => void
  restart: () => void
}

/** useCapture takes up the capture that was left, or begins one; every change is on the phone before the next tap. */
export function useCapture(site?: string): CaptureState | undefined {
  const engine = useEngine()
  const [state, setState] = useState<{ capture: Capture; resumed: boolean }>()
  const latest = useRef<Capture | undefined>(undefined)
  const writing = useRef(Promise.resolve())
  const show = useCallback((capture: Capture, resumed: boolean) => {
    latest.current = capture
    setState({ capture, resumed })
  }, [])
  useEffect(() => {
    let over = false
    void load(engine, site).then(s => !over && show(s.capture, s.resumed))
    return () => {
      over = true
    }
  }, [engine, site, show])
  const change = useCallback(
    (part: Partial<Capture>, files: KeptFile[] = []) => {
      if (!latest.current) return
      const capture = { ...latest.current, ...part }
      show(capture, false)
      writing.current = writing.current.then(() => engine.put(parcelOf(capture, '', 'draft', undefined), files))
    },
    [engine, show],
  )
  const restart = useCallback(() => {
    if (latest.current) void engine.forget(latest.current.id)
    show(fresh(engine, site), false)
  }, [engine, site, show])
  return state && { ...state, change, restart }
}

function fresh(engine: Engine, site?: string): Capture {
  const now = Date.now()
  return begin(now, countyTime(engine.snapshot().clock, now).offset, site)
}

async function load(engine: Engine, site?: string) {
  const store = await engine.open()
  const drafts = (await store.getAll('parcel')).filter(p => p.kind === kind && p.state === 'draft')
  const left = drafts.map(p => p.body as Capture).find(c => !site || c.site === site)
  return left ? { capture: left, resumed: true } : { capture: fresh(engine, site), resumed: false }
}
