import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Parcel } from './parcel'

// What this phone keeps: parcels that wait, the files they carry, and the rows of the offline pack. One database per
// account, so that whoever signs in next on a shared phone does not see what is not theirs.

export interface KeptFile {
  hash: string
  blob: Blob
  name: string
  type: string
  size: number
  at: number
  /** The camera's own file behind a stamped rendition. */
  original?: string
}

/** A row of the offline pack: a task, a site, a checklist, an entry of a dictionary. */
export interface Row {
  kind: string
  id: string
  /** Words by which it is found, in one string: name, pinyin initials, code. */
  words?: string
  data: unknown
}

interface Schema extends DBSchema {
  parcel: { key: string; value: Parcel }
  file: { key: string; value: KeptFile }
  row: { key: [string, string]; value: Row }
  meta: { key: string; value: unknown }
}

export type Store = IDBPDatabase<Schema>

const version = 1

/** openStore is refused, and never thrown past, by browsers that keep nothing. */
export async function openStore(account: string): Promise<Store> {
  return openDB<Schema>(`anlan-field-${account}`, version, {
    upgrade(db) {
      db.createObjectStore('parcel', { keyPath: 'id' })
      db.createObjectStore('file', { keyPath: 'hash' })
      db.createObjectStore('row', { keyPath: ['kind', 'id'] })
      db.createObjectStore('meta')
    },
  })
}

export class PhoneFull extends Error {}

/** Whether a phone without room is what stopped a write. */
export const isFull = (error: unknown) =>
  error instanceof PhoneFull || (error as { name?: string } | null)?.name === 'QuotaExceededError'

/** fullIsSaid turns the browser's quota error into one the screens know. */
export async function fullIsSaid<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isFull(error) ? new PhoneFull() : error
  }
}

/** keep stores a parcel with its files in one transaction: both are on the phone, or neither. */
export async function keep(store: Store, parcel: Parcel, files: KeptFile[] = []): Promise<void> {
  const tx = store.transaction(['parcel', 'file'], 'readwrite', { durability: 'strict' })
  const done = tx.done.catch(error => error as unknown)
  try {
    await Promise.all([...files.map(f => tx.objectStore('file').put(f)), tx.objectStore('parcel').put(parcel)])
    const failed = await done
    if (failed) throw failed
  } catch (error) {
    abort(tx)
    throw isFull(error) || isFull(tx.error) ? new PhoneFull() : error
  }
}

/** What failed half-way is not half kept; a transaction that the browser has ended by itself cannot be ended again. */
function abort(tx: { abort: () => void }): void {
  try {
    tx.abort()
  } catch {
    // It is over already.
  }
}

/** change rewrites a parcel as it stands now; a parcel that is gone stays gone. */
export async function change(store: Store, id: string, how: (old: Parcel) => Parcel): Promise<Parcel | undefined> {
  const tx = store.transaction('parcel', 'readwrite')
  const old = await tx.store.get(id)
  const next = old && how(old)
  if (next) await tx.store.put(next)
  await tx.done
  return next
}

/** drop forgets a parcel and the files that no other parcel carries. */
export async function drop(store: Store, id: string): Promise<void> {
  const tx = store.transaction(['parcel', 'file'], 'readwrite')
  const parcels = tx.objectStore('parcel')
  const gone = await parcels.get(id)
  if (gone) {
    await parcels.delete(id)
    const carried = new Set((await parcels.getAll()).flatMap(p => [...p.files, ...p.later]))
    for (const hash of [...gone.files, ...gone.later]) {
      if (!carried.has(hash)) await tx.objectStore('file').delete(hash)
    }
  }
  await tx.done
}

/** sweepFiles drops files that were chosen for a form that was never sent, a day later. */
export async function sweepFiles(store: Store, now = Date.now()): Promise<void> {
  const tx = store.transaction(['parcel', 'file'], 'readwrite')
  const carried = new Set((await tx.objectStore('parcel').getAll()).flatMap(p => [...p.files, ...p.later]))
  let at = await tx.objectStore('file').openCursor()
  while (at) {
    if (!carried.has(at.value.hash) && now - at.value.at > 24 * 3600_000) await at.delete()
    at = await at.continue()
  }
  await tx.done
}

export const meta = {
  get: <T>(store: Store, key: string) => store.get('meta', key) as Promise<T | undefined>,
  set: (store: Store, key: string, value: unknown) => store.put('meta', value, key),
}
