import { send } from '@/api/client'
import { asProblem, Problem } from '@/api/problem'
import { judge, longestPause, type Parcel, pause, refusalOf } from './parcel'
import { change, type KeptFile, type Store } from './store'

// The courier brings parcels to the county, oldest first. It may be stopped at any moment: a parcel's id is its
// Idempotency-Key and files are taken up where the server says that they stopped, so going again is always right.

/** Bytes of one chunk: small enough to get through between two breaks of a bad line. */
export const chunkSize = 256 * 1024

/** Files that the county takes within one report. */
const wholeFiles = 9

/** How the courier reaches the county; tests put a county of their own in its place. */
export interface Road {
  received: (hash: string) => Promise<{ received: number; done?: boolean }>
  chunk: (
    hash: string,
    part: Blob,
    offset: number,
    of: { size: number; name: string },
  ) => Promise<{ received: number; done?: boolean }>
  deliver: (parcel: Parcel) => Promise<Answer>
  /** A report together with its files, in one request. */
  whole: (parcel: Parcel, files: KeptFile[]) => Promise<Answer>
}

type Answer = { number?: string; id?: string } | undefined

/** A request that has no answer by now (ms) has lost its way, and goes again: a chunk at 20 kbit/s takes less. */
export const lost = 120_000

export const road: Road = {
  received: hash => send('GET', `/uploads/${hash}`, { within: lost }),
  chunk: (hash, part, offset, of) =>
    send('PUT', `/uploads/${hash}`, { query: { offset, size: of.size, name: of.name }, body: part, within: lost }),
  deliver: parcel => send(parcel.method, parcel.path, { body: parcel.body, key: parcel.id, within: lost }),
  whole: (parcel, files) => {
    const form = new FormData()
    form.append('report', JSON.stringify(parcel.body))
    for (const f of files) form.append('file', f.blob, f.name)
    return send('POST', '/hazards/whole', { body: form, key: parcel.id, within: lost })
  },
}

export interface Rounds {
  sent: number
  /** Earliest time at which another round may get further; 0 when nothing waits. */
  next: number
  signIn: boolean
}

/**
 * round goes through everything that waits, and once more while what was sent has opened the way for what stood
 * before it. changed is told of every step that a screen may show.
 */
export async function round(store: Store, by: Road, now: () => number, changed: () => void): Promise<Rounds> {
  let sent = 0
  for (;;) {
    const { blocked, ...result } = await pass(store, by, now, changed)
    sent += result.sent
    if (result.sent === 0 || blocked === 0 || result.signIn) return { ...result, sent }
  }
}

async function pass(store: Store, by: Road, now: () => number, changed: () => void) {
  const result = { sent: 0, next: 0, signIn: false, blocked: 0 }
  for (const parcel of await waiting(store)) {
    if (rests(parcel, now())) {
      result.next = soonest(result.next, parcel.next)
      continue
    }
    if (parcel.after && !(await arrived(store, parcel.after))) {
      result.blocked++
      continue
    }
    const after = await carry(store, parcel, by, now, changed)
    changed()
    if (after === 'sent') result.sent++
    if (after === 'signIn') return { ...result, signIn: true }
    if (after === 'silent')
      return { ...result, next: soonest(result.next, (await store.get('parcel', parcel.id))?.next ?? 0) }
  }
  return result
}

/** A pause that is longer than any was made by a clock that somebody has set since: it counts no more. */
const rests = (p: Parcel, now: number) => p.next > now && p.next - now <= longestPause

const soonest = (a: number, b: number) => (a === 0 ? b : b === 0 ? a : Math.min(a, b))

async function waiting(store: Store): Promise<Parcel[]> {
  const all = await store.getAll('parcel') // UUIDv7 keys: in the order in which they were made
  return all.filter(p => p.state === 'waiting' || p.state === 'uploading')
}

/** A parcel that is no longer here was received and tidied away. */
async function arrived(store: Store, id: string): Promise<boolean> {
  const before = await store.get('parcel', id)
  return !before || before.state === 'received'
}

type After = 'sent' | 'signIn' | 'silent' | 'refused'

async function carry(store: Store, parcel: Parcel, by: Road, now: () => number, changed: () => void): Promise<After> {
  try {
    const answer = (await inOne(store, parcel, by, changed)) ?? (await inSteps(store, parcel, by, changed))
    await change(store, parcel.id, p => ({
      ...p,
      state: 'received',
      share: 1,
      number: answer?.number,
      refusal: undefined,
    }))
    return 'sent'
  } catch (error) {
    return settle(store, parcel, asProblem(error), now)
  }
}

async function settle(store: Store, parcel: Parcel, problem: Problem, now: () => number): Promise<After> {
  const outcome = judge(problem)
  if (parcel.opens && problem.status === 409) {
    await change(store, parcel.id, p => ({ ...p, state: 'received', share: 1, refusal: undefined }))
    return 'sent'
  }
  const refusal = refusalOf(problem)
  await change(store, parcel.id, p => {
    switch (outcome) {
      case 'signIn':
        return { ...p, state: 'waiting', refusal }
      case 'again':
        return { ...p, state: 'waiting', tries: p.tries + 1, next: now() + pause(p.tries), refusal }
      case 'conflict':
        return { ...p, state: 'conflict', refusal, theirs: problem.more }
      default:
        return { ...p, state: 'returned', refusal }
    }
  })
  if (outcome === 'signIn') return 'signIn'
  return outcome === 'again' ? 'silent' : 'refused'
}

async function inSteps(store: Store, parcel: Parcel, by: Road, changed: () => void): Promise<Answer> {
  await carryFiles(store, parcel, by, changed)
  return by.deliver(parcel)
}

/** What the county says of a request that it does not take in this form: step by step it does. */
const otherwise = [404, 405, 413, 415]

/**
 * inOne sends a report and its files in one request where all of them are no more than one chunk: a round trip for each
 * is saved, which on a slow line is most of the time. A line that breaks loses what it had carried of it, a chunk at the
 * most, and only once: the next try goes step by step, where nothing is sent twice.
 */
async function inOne(store: Store, parcel: Parcel, by: Road, changed: () => void): Promise<Answer> {
  if (parcel.path !== '/hazards' || parcel.tries > 0 || parcel.files.length === 0) return undefined
  const files = (await Promise.all(parcel.files.map(hash => store.get('file', hash)))).filter(f => f !== undefined)
  const size = files.reduce((sum, f) => sum + f.size, 0)
  if (files.length < parcel.files.length || files.length > wholeFiles || size > chunkSize) return undefined
  await change(store, parcel.id, p => ({ ...p, state: 'uploading', share: 0 }))
  changed()
  try {
    return await by.whole(parcel, files)
  } catch (error) {
    if (otherwise.includes(asProblem(error).status)) return undefined
    throw error
  }
}

async function carryFiles(store: Store, parcel: Parcel, by: Road, changed: () => void): Promise<void> {
  const files = await Promise.all(parcel.files.map(hash => store.get('file', hash)))
  const total = files.reduce((sum, f) => sum + (f?.size ?? 0), 0) || 1
  let before = 0
  for (const [i, hash] of parcel.files.entries()) {
    const file = files[i]
    if (!file) continue // received with an earlier parcel and tidied away; the server says so when it is not
    await carryFile(file.blob, hash, file, by, async sent => {
      await change(store, parcel.id, p => ({ ...p, state: 'uploading', share: (before + sent) / total }))
      changed()
    })
    before += file.size
  }
}

/**
 * originals brings the files that follow: of what was received already, oldest first. One at a time, for they are large;
 * what is to be sent meanwhile goes between two chunks of them.
 */
export async function originals(store: Store, by: Road, stop: () => boolean): Promise<void> {
  for (const parcel of await store.getAll('parcel')) {
    if (parcel.state !== 'received') continue
    for (const hash of parcel.later) {
      if (stop()) return
      const file = await store.get('file', hash)
      if (file && !(await carryFile(file.blob, hash, file, by, async () => {}, stop))) return
      await change(store, parcel.id, p => ({ ...p, later: p.later.filter(h => h !== hash) }))
    }
  }
}

/**
 * carryFile sends what the server does not have yet, and tells whether it has all of it. The server's count is the truth,
 * also after a lost answer.
 */
export async function carryFile(
  blob: Blob,
  hash: string,
  of: { size: number; name: string },
  by: Road,
  progress: (sent: number) => Promise<void>,
  stop = () => false,
): Promise<boolean> {
  let at = await by.received(hash)
  for (let stuck = 0; !at.done; ) {
    if (stop()) return false
    await progress(at.received)
    const part = blob.slice(at.received, at.received + chunkSize)
    const next = await by.chunk(hash, part, at.received, of)
    stuck = next.received > at.received || next.done ? 0 : stuck + 1
    if (stuck > 2) throw new Problem(500, 'upload_stuck', '', '')
    at = next
  }
  await progress(of.size)
  return true
}
