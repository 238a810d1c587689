import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { uuidv7 } from '@/app/uuid'
import type { Road } from './courier'
import { Engine } from './engine'
import { PhoneFull } from './store'

const head = { device: 'd', account: 'a', post: 'p', made: 0, offsetMs: null }
const noLine = () => Promise.reject(new Problem(0, 'offline', '', ''))
const offline: Road = { received: noLine, chunk: noLine, deliver: noLine, whole: noLine }

const parcel = (id: string, state: 'draft' | 'waiting' = 'waiting') => ({
  id,
  kind: 'hazard.capture',
  title: '配电箱无盖',
  method: 'POST' as const,
  path: '/hazards',
  body: { id },
  files: ['photo'],
  state,
  made: 0,
})
const photo = { hash: 'photo', blob: new Blob(['picture']), name: 'a.jpg', type: 'image/jpeg', size: 7, at: Date.now() }

/** A phone whose disk is full: nothing can be put down. */
function full() {
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
}

afterEach(() => vi.restoreAllMocks())

describe('a full phone', () => {
  it('says so, keeps what was recorded in memory, counts it, and keeps it on the phone once there is room', async () => {
    const engine = new Engine(uuidv7(), offline)
    await engine.open()
    const id = uuidv7()
    const disk = full()
    await expect(engine.put(parcel(id), [photo])).rejects.toBeInstanceOf(PhoneFull)
    expect(engine.snapshot()).toMatchObject({ full: true, owed: 1 })
    expect(await (await engine.file('photo'))?.blob.text()).toBe('picture')
    expect(await engine.makeRoom()).toBe(false)
    disk.mockRestore()
    expect(await engine.makeRoom()).toBe(true)
    expect(engine.snapshot()).toMatchObject({ full: false, owed: 1 })
    const store = await engine.open()
    expect(await store.get('parcel', id)).toMatchObject({ id, files: ['photo'] })
    expect(await store.get('file', 'photo')).toBeDefined()
    engine.stop()
  })

  it('sends what found no room, once there is some, without being told', async () => {
    const engine = new Engine(uuidv7(), {
      ...offline,
      received: async () => ({ received: 7, done: true }),
      deliver: async () => ({}),
    })
    await engine.open()
    const disk = full()
    await engine.put({ ...parcel(uuidv7()), path: '/inspections' }, [photo]).catch(() => undefined)
    await engine.sync(true)
    expect(engine.snapshot()).toMatchObject({ full: true, owed: 1 })
    disk.mockRestore()
    await engine.sync(true)
    await vi.waitFor(() => expect(engine.snapshot()).toMatchObject({ full: false, owed: 0 }))
    engine.stop()
  })

  it('says so when what the county sends finds no room, until there is some', async () => {
    const page = { cursor: 'c', more: false, serverTime: Date.now(), tasks: [{ id: 't', title: '复查' }] }
    vi.stubGlobal('fetch', async () => Response.json(page))
    const engine = new Engine(uuidv7(), offline)
    await engine.open()
    const disk = full()
    await engine.sync()
    expect(engine.snapshot()).toMatchObject({ packFull: true, pack: { rows: 0 } })
    disk.mockRestore()
    await engine.sync()
    expect(engine.snapshot()).toMatchObject({ packFull: false, pack: { rows: 1 } })
    engine.stop()
    vi.unstubAllGlobals()
  })

  it('gives up nothing of a draft: its picture is kept with the next change', async () => {
    const engine = new Engine(uuidv7(), offline)
    await engine.open()
    const id = uuidv7()
    const disk = full()
    await engine.put(parcel(id, 'draft'), [photo]).catch(() => undefined)
    disk.mockRestore()
    await engine.put(parcel(id), [])
    expect(await (await engine.open()).get('file', 'photo')).toBeDefined()
    expect(engine.snapshot().full).toBe(false)
    engine.stop()
  })

  it('can be carried to the office as a rescue file all the same', async () => {
    const engine = new Engine(uuidv7(), offline)
    await engine.open()
    full()
    await engine.put(parcel(uuidv7()), [photo]).catch(() => undefined)
    const text = await (await engine.rescue(head)).text()
    expect(text).toContain('"parts":1,"files":1')
    expect(text).toContain('\npicture\n')
    engine.stop()
  })
})

it('a browser that keeps nothing is told of, and nothing hangs', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('private', 'SecurityError')
  })
  const engine = new Engine(uuidv7(), offline)
  await expect(engine.open()).rejects.toThrow()
  expect(engine.snapshot()).toMatchObject({ ready: true, keepsNothing: true })
})

it('what is made while a long pack comes goes before its next page', async () => {
  const order: string[] = []
  const engine = new Engine(uuidv7(), {
    ...offline,
    deliver: async () => void order.push('report'),
  })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    order.push('page')
    const page = order.filter(o => o === 'page').length
    if (page === 1) await engine.put({ ...parcel(uuidv7()), files: [] }, [])
    return Response.json({ cursor: `${page}`, more: page < 4, serverTime: Date.now(), tasks: [] })
  })
  await engine.sync()
  await vi.waitFor(() => expect(engine.snapshot()).toMatchObject({ owed: 0, busy: false, pack: { more: false } }))
  expect(order).toEqual(['page', 'report', 'page', 'page', 'page'])
  engine.stop()
})

it('is opened once, however many ask at the same time', async () => {
  const opened = vi.spyOn(indexedDB, 'open')
  const engine = new Engine(uuidv7(), offline)
  const stores = await Promise.all([engine.open(), engine.open(), engine.open()])
  expect(new Set(stores).size).toBe(1)
  expect(opened).toHaveBeenCalledTimes(1)
  engine.stop()
})
