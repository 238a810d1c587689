import { send } from '@/api/client'
import type { Question } from './clock'
import { lost } from './courier'
import { fullIsSaid, type Row, type Store } from './store'

// The offline pack: what the next day in the field needs, kept on the phone and brought up to date by a cursor.

export interface PackState {
  cursor?: string
  /** Rows on the phone. */
  rows: number
  /** When the county last answered that nothing is missing, by the county's clock (ms). */
  at?: number
  /** More pages of this round are to come. */
  more?: boolean
}

interface Answer {
  cursor: string
  more: boolean
  reset?: boolean
  serverTime: number
  tasks?: PackRow[]
  sites?: PackRow[]
  sets?: Record<string, PackRow[]>
  gone?: Record<string, string[]>
  /** Kinds that come whole: what is not in this page left the phone. */
  whole?: string[]
}

interface PackRow {
  id?: string
  key?: string
  name?: string
  title?: string
  number?: string
  initials?: string
  [field: string]: unknown
}

/** Kinds of rows that belong to the pack; anything else in the store is the phone's own. */
export const packRange = () => IDBKeyRange.bound(['pack:', ''], ['pack;', ''])

const kindOf = (kind: string) => `pack:${kind}`
const kindRange = (kind: string) => IDBKeyRange.bound([kindOf(kind), ''], [kindOf(kind), '\uffff'])

/**
 * fetchPack asks page after page until nothing is missing, or until something else is to be done first. What was stored
 * stays stored when the line breaks; the next call goes on there.
 */
export async function fetchPack(
  store: Store,
  from: PackState,
  step: (state: PackState) => void,
  stop: () => boolean,
): Promise<{ state: PackState; clock: Question }> {
  let state = from
  for (;;) {
    const sent = Date.now()
    const page = await send<Answer>('GET', '/field/pack', {
      query: { cursor: state.cursor, limit: 1000 },
      within: lost,
    })
    const answered = Date.now()
    state = await keepPage(store, state, page)
    step(state)
    if (!page.more || stop()) return { state, clock: { sent, answered, county: page.serverTime } }
  }
}

async function keepPage(store: Store, old: PackState, page: Answer): Promise<PackState> {
  const tx = store.transaction(['row', 'meta'], 'readwrite')
  const rows = tx.objectStore('row')
  if (page.reset) await rows.delete(packRange())
  for (const kind of page.whole ?? []) await rows.delete(kindRange(singular(kind)))
  const writes: Promise<unknown>[] = []
  const sets = { task: page.tasks, site: page.sites, ...page.sets }
  for (const [kind, list] of Object.entries(sets)) {
    for (const row of list ?? []) writes.push(rows.put(asRow(kind, row)))
  }
  for (const [kind, ids] of Object.entries(page.gone ?? {})) {
    for (const id of ids) writes.push(rows.delete([kindOf(singular(kind)), id]))
  }
  await fullIsSaid(Promise.all(writes))
  const state: PackState = {
    cursor: page.cursor,
    rows: await rows.count(packRange()),
    at: page.more ? old.at : page.serverTime,
    more: page.more,
  }
  await tx.objectStore('meta').put(state, 'pack')
  await tx.done
  return state
}

const singular = (kind: string) => ({ tasks: 'task', sites: 'site' })[kind] ?? kind

function asRow(kind: string, row: PackRow): Row {
  const words = [row.name, row.title, row.number, row.initials].filter(Boolean).join(' ').toLowerCase()
  return { kind: kindOf(kind), id: String(row.id ?? row.key ?? ''), words, data: row }
}

export async function one<T>(store: Store, kind: string, id: string): Promise<T | undefined> {
  return (await store.get('row', [kindOf(kind), id]))?.data as T | undefined
}

/** list returns at most `most` rows of a kind, in the order of their ids. */
export async function list<T>(store: Store, kind: string, most = 500): Promise<T[]> {
  return (await store.getAll('row', kindRange(kind), most)).map(r => r.data as T)
}

/** Rows that are read at a time: a cursor that stops at each of thirty thousand takes ten times as long. */
const batch = 1000

/** walk shows the rows of a kind, batch by batch, until told to stop. */
export async function walk(store: Store, kind: string, see: (rows: Row[]) => boolean): Promise<void> {
  const { lower, upper } = kindRange(kind)
  let from = IDBKeyRange.bound(lower, upper)
  for (;;) {
    const rows = await store.getAll('row', from, batch)
    const last = rows.at(-1)
    if (!see(rows) || !last || rows.length < batch) return
    from = IDBKeyRange.bound([last.kind, last.id], upper, true)
  }
}

/** find looks for words in a kind until `most` rows carry them; thirty thousand rows take a moment, so it can be stopped. */
export async function find<T>(store: Store, kind: string, words: string, most = 30, stop = () => false): Promise<T[]> {
  const want = words.trim().toLowerCase()
  const found: T[] = []
  await walk(store, kind, rows => {
    for (const row of rows) if (found.length < most && row.words?.includes(want)) found.push(row.data as T)
    return found.length < most && !stop()
  })
  return found
}

/** first returns the first row that is so, in the order of ids. */
export async function first<T>(store: Store, kind: string, is: (row: T) => boolean): Promise<T | undefined> {
  let found: T | undefined
  await walk(store, kind, rows => {
    found = rows.map(r => r.data as T).find(is)
    return found === undefined
  })
  return found
}

/** nearest returns the rows that lie closest, the closest first; rows that `away` knows no distance of are left out. */
export async function nearest<T>(
  store: Store,
  kind: string,
  away: (row: T) => number,
  most: number,
  stop = () => false,
): Promise<T[]> {
  let best: { row: T; far: number }[] = []
  await walk(store, kind, rows => {
    const here = rows.map(r => ({ row: r.data as T, far: away(r.data as T) })).filter(x => Number.isFinite(x.far))
    best = [...best, ...here].sort((a, b) => a.far - b.far).slice(0, most)
    return !stop()
  })
  return best.map(b => b.row)
}
