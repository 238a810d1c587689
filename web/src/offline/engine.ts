import { uuidv7 } from '@/app/uuid'
import { type Measure, measured } from './clock'
import { originals, type Road, road, round } from './courier'
import { fetchPack, type PackState } from './pack'
import { owed, type Parcel } from './parcel'
import { exportRescue, type Head } from './rescue'
import { empty, type Snapshot } from './snapshot'
import { change, drop, fullIsSaid, isFull, type KeptFile, keep, meta, openStore, type Store, sweepFiles } from './store'

/** Whether large files may go now: not over a line that is paid by the byte, where the browser knows. */
function roomy(): boolean {
  const line = (navigator as { connection?: { type?: string; saveData?: boolean } }).connection
  return !line || (!line.saveData && line.type !== 'cellular')
}

/** Received parcels stay readable for a week, then their files make room. */
const keepReceived = 7 * 24 * 3600_000

const waitsAgain = (p: Parcel): Parcel => (p.state === 'uploading' ? { ...p, state: 'waiting' } : p)

/**
 * Engine is the phone's own house: it keeps what was recorded, brings it to the county when there is a line, and
 * fetches what the next day in the field needs. Only one tab works at a time.
 */
export class Engine {
  private store?: Store
  private opening?: Promise<Store>
  private leaving = new AbortController()
  private view: Snapshot = empty
  private listeners = new Set<() => void>()
  private timer?: ReturnType<typeof setTimeout>
  private running?: Promise<void>
  /** Somebody asked while it was running: what is being fetched stops at the next step, and it runs once more. */
  private again?: { hurry: boolean }
  /** What found no room on the phone: it is tried again with every change and sync, and goes into the rescue file. */
  private unkept = new Map<string, Parcel>()
  private unkeptFiles = new Map<string, KeptFile>()

  constructor(
    readonly account: string,
    private readonly by: Road = road,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  snapshot = (): Snapshot => this.view

  private show(part: Partial<Snapshot>): void {
    this.view = { ...this.view, ...part }
    for (const listener of this.listeners) listener()
  }

  /** open is asked by many at once when a page begins: the store is opened, and put in order, once. */
  open(): Promise<Store> {
    this.opening ??= this.openOnce().catch(error => {
      this.opening = undefined
      throw error
    })
    return this.opening
  }

  private async openOnce(): Promise<Store> {
    const store = await openStore(this.account).catch(error => {
      this.show({ ready: true, keepsNothing: true })
      throw error
    })
    this.store = store
    const [pack, clock] = await Promise.all([meta.get<PackState>(store, 'pack'), meta.get<Measure>(store, 'clock')])
    await this.recover(store)
    this.show({ ready: true, pack: pack ?? { rows: 0 }, clock })
    void this.persist()
    return store
  }

  /** What was under way when the tab died waits again: sending twice is harmless, forgetting is not. */
  private async recover(store: Store): Promise<void> {
    for (const p of await store.getAll('parcel')) {
      if (p.state === 'uploading') await change(store, p.id, waitsAgain)
      if (p.state === 'received' && p.later.length === 0 && Date.now() - p.made > keepReceived) await drop(store, p.id)
    }
    await sweepFiles(store)
    await this.refresh()
  }

  private async persist(): Promise<void> {
    const s = typeof navigator === 'undefined' ? undefined : navigator.storage
    if (!s?.persist) return this.show({ persisted: false })
    this.show({ persisted: (await s.persisted()) || (await s.persist()) })
  }

  refresh = async (): Promise<void> => {
    const kept = ((await this.store?.getAll('parcel')) ?? []).filter(p => !this.unkept.has(p.id))
    const parcels = [...kept, ...this.unkept.values()].sort((a, b) => (a.id < b.id ? 1 : -1)) // newest first
    this.show({ parcels, owed: parcels.filter(p => owed.includes(p.state)).length, full: this.unkept.size > 0 })
  }

  /** put keeps a parcel with its files on the phone and sends it when there is a line. */
  async put(
    parcel: Omit<Parcel, 'share' | 'tries' | 'next' | 'later'> & { later?: string[] },
    files: KeptFile[],
  ): Promise<void> {
    const store = await this.open()
    const whole: Parcel = { later: [], ...parcel, share: 0, tries: 0, next: 0 }
    const named = [...whole.files, ...whole.later].flatMap(hash => this.unkeptFiles.get(hash) ?? [])
    const all = [...files, ...named.filter(f => !files.some(o => o.hash === f.hash))]
    try {
      await keep(store, whole, all)
      this.unkept.delete(whole.id)
      for (const file of all) this.unkeptFiles.delete(file.hash)
    } catch (error) {
      this.unkept.set(whole.id, whole)
      for (const file of all) this.unkeptFiles.set(file.hash, file)
      throw error
    } finally {
      await this.refresh()
    }
    if (parcel.state === 'waiting') void this.sync()
  }

  /** makeRoom tries again to keep what found none: somebody has tidied the phone. */
  async makeRoom(): Promise<boolean> {
    for (const parcel of [...this.unkept.values()]) {
      await this.put(parcel, []).catch(() => undefined) // still full: the screen says so
    }
    return this.unkept.size === 0
  }

  /** keepFile keeps a file that a form names before its parcel is made. */
  async keepFile(file: KeptFile): Promise<void> {
    try {
      await fullIsSaid((await this.open()).put('file', file))
    } catch (error) {
      this.unkeptFiles.set(file.hash, file)
      throw error
    }
  }

  async file(hash: string): Promise<KeptFile | undefined> {
    return this.unkeptFiles.get(hash) ?? (await this.open()).get('file', hash)
  }

  /** rescue is everything that the county has not received, as one file: also what found no room. */
  async rescue(head: Head): Promise<Blob> {
    const store = await this.open()
    return exportRescue(this.view.parcels, hash => this.unkeptFiles.get(hash) ?? store.get('file', hash), head)
  }

  /** retry sends a refused parcel once more, changed or as it is; a changed one is a new intention with a key of its own. */
  async retry(id: string, body?: unknown): Promise<void> {
    const store = await this.open()
    const old = await store.get('parcel', id)
    if (!old) return
    const fresh: Parcel = { ...old, state: 'waiting', tries: 0, next: 0, refusal: undefined, theirs: undefined }
    if (body !== undefined) {
      await store.put('parcel', { ...fresh, id: uuidv7(), body })
      await store.delete('parcel', id)
    } else await store.put('parcel', fresh)
    await this.refresh()
    void this.sync()
  }

  async forget(id: string): Promise<void> {
    await drop(await this.open(), id)
    this.unkept.delete(id)
    await this.refresh()
  }

  /** sync goes through what waits and then fetches what is new; a call while it runs makes it run once more. */
  sync = (hurry = false): Promise<void> => {
    if (this.running) {
      this.again = { hurry: hurry || this.again?.hurry === true }
      return this.running
    }
    this.running = this.alone(() => this.work(hurry))
      .catch(this.later)
      .finally(() => {
        const again = this.again
        this.running = this.again = undefined
        if (again) void this.sync(again.hurry)
      })
    return this.running
  }

  private wanted = (): boolean => this.again !== undefined

  /** A phone that is full, or a tab that is closing, breaks a round off: what it did not note is simply done again. */
  private later = (): void => {
    if (this.store) this.timer = setTimeout(() => void this.sync(), 60_000)
  }

  /** Two tabs of one phone would send everything twice: where the browser knows locks, one waits for the other. */
  private async alone(work: () => Promise<void>): Promise<void> {
    const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
    if (!locks) return work()
    await locks.request(`anlan-courier-${this.account}`, { signal: this.leaving.signal }, work)
  }

  private async work(hurry: boolean): Promise<void> {
    const store = await this.open()
    clearTimeout(this.timer)
    if (hurry) await this.noPause(store)
    this.show({ busy: true })
    try {
      if (this.unkept.size > 0) await this.makeRoom() // there may be room again, and then it goes with the rest
      const result = await round(store, this.by, Date.now, () => void this.refresh())
      this.show({ signIn: result.signIn })
      if (result.next) this.timer = setTimeout(() => void this.sync(), Math.max(500, result.next - Date.now()))
      if (result.signIn || this.wanted()) return
      await this.fetch(store)
      if (roomy()) await originals(store, this.by, this.wanted).catch(() => undefined) // the next round goes on
    } finally {
      await this.refresh()
      this.show({ busy: false })
    }
  }

  private async noPause(store: Store): Promise<void> {
    for (const p of await store.getAll('parcel')) {
      if (p.next) await change(store, p.id, old => ({ ...old, next: 0 }))
    }
  }

  private async fetch(store: Store): Promise<void> {
    try {
      const pack = await fetchPack(store, this.view.pack, state => this.show({ pack: state }), this.wanted)
      const clock = measured(pack.clock)
      if (clock) await meta.set(store, 'clock', clock)
      this.show({ pack: pack.state, clock: clock ?? this.view.clock, packFull: false })
    } catch (error) {
      // No line, or no room: yesterday's pack serves. Its age is on the screen.
      this.show({ packFull: isFull(error) })
    }
  }

  stop(): void {
    clearTimeout(this.timer)
    this.leaving.abort()
    this.leaving = new AbortController()
    this.store?.close()
    this.store = this.opening = this.again = undefined
  }
}
