import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { uuidv7 } from '@/app/uuid'
import { chunkSize, type Road, round } from './courier'
import { owed, type Parcel } from './parcel'
import { drop, type KeptFile, keep, openStore, type Store } from './store'

const parcel = (files: string[] = [], more: Partial<Parcel> = {}): Parcel => ({
  id: uuidv7(),
  kind: 'hazard.capture',
  title: '配电箱无盖',
  method: 'POST',
  path: '/hazards',
  body: {},
  files,
  later: [],
  state: 'waiting',
  share: 0,
  made: 0,
  tries: 0,
  next: 0,
  ...more,
})

const file = (hash: string, size: number) => ({
  hash,
  blob: new Blob([new Uint8Array(size)]),
  name: `${hash}.jpg`,
  type: 'image/jpeg',
  size,
  at: 0,
})

/** A county behind a line that breaks: before the county hears, or after it heard and before its answer comes back. */
class County implements Road {
  parts = new Map<string, number>()
  sizes = new Map<string, number>()
  taken = new Map<string, number>()
  constructor(readonly breaks: () => 'before' | 'after' | undefined) {}

  private line<T>(act: () => T): Promise<T> {
    const how = this.breaks()
    if (how === 'before') return Promise.reject(new Problem(0, 'offline', '', ''))
    const answer = act()
    return how === 'after' ? Promise.reject(new Problem(0, 'offline', '', '')) : Promise.resolve(answer)
  }
  received = (hash: string) => this.line(() => ({ received: this.parts.get(hash) ?? 0, done: this.has(hash) }))
  chunk = (hash: string, part: Blob, offset: number, of: { size: number }) =>
    this.line(() => {
      this.sizes.set(hash, of.size)
      const have = this.parts.get(hash) ?? 0
      if (offset <= have) this.parts.set(hash, Math.max(have, offset + part.size))
      return { received: this.parts.get(hash) ?? 0, done: this.parts.get(hash) === of.size }
    })
  deliver = (p: Parcel) => this.line(() => this.take(p))
  whole = (p: Parcel, files: KeptFile[]) =>
    this.line(() => {
      for (const f of files) {
        this.parts.set(f.hash, f.size)
        this.sizes.set(f.hash, f.size)
      }
      return this.take(p)
    })
  private has = (hash: string) => this.sizes.has(hash) && this.parts.get(hash) === this.sizes.get(hash)
  private take(p: Parcel) {
    if (!p.files.every(this.has)) throw new Error('a file is missing')
    if (!this.taken.has(p.id)) this.taken.set(p.id, this.taken.size + 1)
    return { number: `隐患${this.taken.get(p.id)}号` }
  }
}

const fresh = (): Promise<Store> => openStore(uuidv7())
const quiet = () => {}

describe('courier', () => {
  it('delivers everything exactly once over a line that breaks anywhere', { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= 40; seed++) {
      let x = seed
      const dice = () => {
        x = (x * 48271) % 2147483647
        return x / 2147483647
      }
      const county = new County(() => (dice() < 0.25 ? 'before' : dice() < 0.3 ? 'after' : undefined))
      const store = await fresh()
      for (let i = 0; i < 5; i++)
        await keep(store, parcel([`s${seed}f${i}`]), [file(`s${seed}f${i}`, i % 2 ? 1000 : chunkSize * 2 + i)])
      let clock = 0
      for (let n = 0; n < 300; n++) {
        const done = await round(store, county, () => clock, quiet)
        clock = Math.max(clock, done.next)
        if ((await store.getAll('parcel')).every(p => p.state === 'received')) break
      }
      const all = await store.getAll('parcel')
      expect(all.map(p => p.state)).toEqual(Array(5).fill('received'))
      expect(new Set(all.map(p => p.number)).size).toBe(5)
      expect(county.taken.size).toBe(5)
    }
  })

  it('keeps what is refused, with the reason, and goes on with the next', async () => {
    const store = await fresh()
    const bad = parcel()
    const good = parcel()
    await keep(store, bad)
    await keep(store, good)
    const road: Road = {
      ...new County(() => undefined),
      deliver: async p => {
        if (p.id === bad.id) throw new Problem(422, 'field_required', '缺少内容', '请写明隐患')
        return { number: '1' }
      },
    }
    await round(store, road, () => 0, quiet)
    expect((await store.get('parcel', bad.id))?.state).toBe('returned')
    expect((await store.get('parcel', bad.id))?.refusal?.text).toBe('请写明隐患')
    expect((await store.get('parcel', good.id))?.state).toBe('received')
  })

  it('shows a conflict with the record as the county has it', async () => {
    const store = await fresh()
    const p = parcel()
    await keep(store, p)
    const road: Road = {
      ...new County(() => undefined),
      deliver: async () => {
        throw new Problem(409, 'conflict', '', '别人已改过', [], '', { current: { text: '甲' } })
      },
    }
    await round(store, road, () => 0, quiet)
    const kept = await store.get('parcel', p.id)
    expect(kept?.state).toBe('conflict')
    expect(kept?.theirs).toEqual({ current: { text: '甲' } })
    expect(owed).toContain(kept?.state)
  })

  it('waits for the parcel before it', async () => {
    const store = await fresh()
    const first = parcel()
    const second = parcel([], { after: first.id })
    await keep(store, second)
    await keep(store, first)
    const order: string[] = []
    const road: Road = { ...new County(() => undefined), deliver: async p => void order.push(p.id) as undefined }
    for (let i = 0; i < 3; i++) await round(store, road, () => 0, quiet)
    expect(order).toEqual([first.id, second.id])
  })

  it('forgets files only when no other parcel carries them', async () => {
    const store = await fresh()
    const [a, b] = [parcel(['same']), parcel(['same'])]
    await keep(store, a, [file('same', 10)])
    await keep(store, b)
    await drop(store, a.id)
    expect(await store.get('file', 'same')).toBeDefined()
    await drop(store, b.id)
    expect(await store.get('file', 'same')).toBeUndefined()
  })

  it('opens the way before what needs it, also when both were made in the same instant and somebody opened it before', async () => {
    const store = await openStore(uuidv7())
    for (const refuses of [false, true]) {
      const done: string[] = []
      const door = new County(() => undefined)
      const county: Road = {
        received: door.received,
        chunk: door.chunk,
        whole: door.whole,
        deliver: p => {
          if (refuses && p.kind === 'matter.sign') return Promise.reject(new Problem(409, 'matter_state', '', ''))
          done.push(p.kind)
          return Promise.resolve({ id: p.id })
        },
      }
      const sign = parcel([], { id: uuidv7(2), kind: 'matter.sign', opens: true })
      const fix = parcel([], { id: uuidv7(1), kind: 'hazard.fix', after: sign.id })
      await keep(store, fix)
      await keep(store, sign)
      await round(store, county, Date.now, () => undefined)
      expect(done).toEqual(refuses ? ['hazard.fix'] : ['matter.sign', 'hazard.fix'])
    }
  })

  it('does not wait a year because somebody has set the clock back', async () => {
    const store = await fresh()
    const year = 365 * 24 * 3600_000
    const p = parcel([], { next: year + 60_000, tries: 3 })
    await keep(store, p)
    const result = await round(store, new County(() => undefined), () => year, quiet)
    expect(result).toMatchObject({ sent: 0, next: year + 60_000 })
    await round(store, new County(() => undefined), () => 0, quiet)
    expect((await store.get('parcel', p.id))?.state).toBe('received')
  })

  it('sends a report and its small pictures in one request, and step by step when that broke or is not taken', async () => {
    const steps = async (sizes: number[], more: Partial<Parcel>, fails?: Problem) => {
      const said: string[] = []
      const county = new County(() => undefined)
      const noted = <A extends unknown[], T>(word: string, act: (...a: A) => T) => {
        return (...a: A) => {
          said.push(word)
          return act(...a)
        }
      }
      const by: Road = {
        received: noted('asked', county.received),
        chunk: noted('chunk', county.chunk),
        deliver: noted('report', county.deliver),
        whole: noted('whole', (...a) => (fails ? Promise.reject(fails) : county.whole(...a))),
      }
      const store = await fresh()
      const files = sizes.map((n, i) => file(`f${i}`, n))
      const one = parcel(
        files.map(f => f.hash),
        more,
      )
      await keep(store, one, files)
      const first = await round(store, by, () => 0, quiet)
      if (fails) await round(store, by, () => first.next, quiet)
      expect((await store.get('parcel', one.id))?.state).toBe('received')
      return said.join(' ')
    }
    const apart = 'asked chunk report'
    expect(await steps([1000, 2000], {})).toBe('whole')
    expect(await steps([chunkSize], {})).toBe('whole')
    expect(await steps([1000], { tries: 1 })).toBe(apart)
    expect(await steps([1000], { path: '/inspections' })).toBe(apart)
    expect(await steps([], {})).toBe('report')
    expect(await steps([chunkSize + 1], {})).toBe('asked chunk chunk report')
    expect(await steps([1000], {}, new Problem(0, 'offline', '', ''))).toBe(`whole ${apart}`)
    expect(await steps([1000], {}, new Problem(413, 'hazard_whole_large', '', ''))).toBe(`whole ${apart}`)
  })
})
