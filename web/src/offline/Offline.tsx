import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { WayOut } from '@/api/way'
import { Engine } from './engine'
import { reportHealth } from './health'
import { find, list, nearest, one } from './pack'
import { keepSeen, recallSeen } from './seen'
import type { Snapshot } from './snapshot'
import type { Store } from './store'
import { type Band, phoneWay } from './way'

const Current = createContext<Engine | null>(null)

interface OfflineProps {
  account: string
  band: Band
  children: ReactNode
}

/** A browser that keeps nothing has nothing to send; the strip at the top says so. */
const nothingKept = () => undefined

/** OfflineProvider runs the phone's own house for one account: at start, when the line returns, and when somebody looks. */
export function OfflineProvider({ account, band, children }: OfflineProps) {
  const engine = useMemo(() => new Engine(account), [account])
  const queries = useQueryClient()
  const said = useRef(band)
  said.current = band
  const way = useMemo(() => phoneWay(engine, () => said.current), [engine])
  useEffect(() => {
    const go = () => void engine.sync().then(() => reportHealth(engine.snapshot()), nothingKept)
    const hurry = () => void engine.sync(true).then(() => reportHealth(engine.snapshot()), nothingKept)
    const look = () => document.visibilityState === 'visible' && go()
    let forget = () => {}
    void engine.open().then(async store => {
      await recallSeen(store, queries)
      forget = keepSeen(store, queries)
      go()
    }, nothingKept)
    window.addEventListener('online', hurry)
    document.addEventListener('visibilitychange', look)
    const every = setInterval(go, 5 * 60_000)
    return () => {
      window.removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', look)
      clearInterval(every)
      forget()
      engine.stop()
    }
  }, [engine, queries])
  return (
    <Current.Provider value={engine}>
      <WayOut.Provider value={way}>{children}</WayOut.Provider>
    </Current.Provider>
  )
}

export function useEngine(): Engine {
  const engine = useContext(Current)
  if (!engine) throw new Error('useEngine outside of the field shell')
  return engine
}

export function useOffline(): Snapshot {
  const engine = useEngine()
  return useSyncExternalStore(engine.subscribe, engine.snapshot)
}

/** useRows reads rows of the pack and reads them again when a newer pack came. */
export function useRows<T>(kind: string, most?: number): T[] | undefined {
  const { pack } = useOffline()
  return useKept(`rows ${kind} ${most} ${pack.cursor}`, store => list<T>(store, kind, most))
}

export function useRow<T>(kind: string, id: string | undefined): T | undefined {
  const { pack } = useOffline()
  return useKept(id && `row ${kind} ${id} ${pack.cursor}`, store => one<T>(store, kind, id ?? ''))
}

/** useFound looks for words among the rows of a kind; the search before it stops when more was typed. */
export function useFound<T>(kind: string, words: string, most = 30): T[] | undefined {
  return useKept(words.trim() && `found ${kind} ${most} ${words}`, (store, stopped) =>
    find<T>(store, kind, words, most, stopped),
  )
}

/** useNearest looks for the rows of a kind that lie closest; named by what the distance is measured from. */
export function useNearest<T>(kind: string, from: string, away: (row: T) => number, most: number): T[] | undefined {
  const { pack } = useOffline()
  return useKept(from && `near ${kind} ${most} ${from} ${pack.cursor}`, (store, stopped) =>
    nearest<T>(store, kind, away, most, stopped),
  )
}

/**
 * useKept reads from the store whenever what it is named by changes; a late answer to an old question is dropped. What
 * has no name is not asked for.
 */
function useKept<T>(
  named: string | undefined,
  read: (store: Store, stopped: () => boolean) => Promise<T>,
): T | undefined {
  const engine = useEngine()
  const [value, setValue] = useState<T>()
  const latest = useRef(read)
  latest.current = read
  useEffect(() => {
    let over = false
    if (!named) setValue(undefined)
    else
      void engine
        .open()
        .then(store => latest.current(store, () => over))
        .then(found => !over && setValue(() => found))
        .catch(() => undefined) // a browser that keeps nothing: the strip says so
    return () => {
      over = true
    }
  }, [engine, named])
  return value
}
