import type { Intent, Way } from '@/api/way'
import { countyClock } from '@/app/time'
import { sha256 } from '@/capture/hash'
import { type Stamp, type StampWords, take } from '@/capture/picture'
import { countyTime } from './clock'
import type { Engine } from './engine'
import type { KeptFile } from './store'

/** What a band says besides the time: who stands here, and the words for what is not as it should be. */
export interface Band {
  who: string
  words: StampWords
}

/** stampNow is the band of a picture taken at this moment, in the county's time as far as this phone knows it. */
export function stampNow(engine: Engine, about: Omit<Stamp, 'time' | 'calibrated'>): Stamp {
  const now = countyTime(engine.snapshot().clock)
  return { ...about, time: countyClock(now.at), calibrated: now.offset !== null }
}

/** phoneWay keeps every file and every intention on the phone first; the courier brings them. */
export function phoneWay(engine: Engine, band: () => Band): Way {
  return {
    file: async file => {
      const kept = file.type.startsWith('image/')
        ? await picture(file, engine, band()).catch(() => plain(file))
        : await plain(file)
      for (const one of kept) await engine.keepFile(one)
      const { hash, name, size, type } = kept[0] as KeptFile
      return { hash, name, size, type }
    },
    act: async (intent: Intent) => {
      await engine.put({ ...parcelOf(intent), later: await originalsOf(engine, intent.files) }, [])
    },
  }
}

const parcelOf = (i: Intent) => ({
  id: i.key,
  kind: i.kind,
  title: i.title,
  method: 'POST' as const,
  path: i.path,
  body: unseen(i.body),
  files: i.files,
  state: 'waiting' as const,
  made: Date.now(),
})

/** What waits before it on this phone will have moved the record: the county holds the verb against the state, not the sight. */
function unseen(body: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  return body && 'revision' in body ? { ...body, revision: undefined } : body
}

/** A picture is kept twice: stamped, which is sent, and as it came, which follows. */
async function picture(file: File, engine: Engine, band: Band): Promise<KeptFile[]> {
  const p = await take(file, stampNow(engine, { who: band.who, place: '', gallery: false }), band.words)
  const at = Date.now()
  return [
    { hash: p.hash, blob: p.blob, name: file.name, type: p.blob.type, size: p.blob.size, at, original: p.originalHash },
    { hash: p.originalHash, blob: file, name: file.name, type: file.type, size: file.size, at },
  ]
}

async function plain(file: File): Promise<KeptFile[]> {
  return [{ hash: await sha256(file), blob: file, name: file.name, type: file.type, size: file.size, at: Date.now() }]
}

async function originalsOf(engine: Engine, files: string[]): Promise<string[]> {
  const kept = await Promise.all(files.map(hash => engine.file(hash)))
  return kept.flatMap(f => (f?.original ? [f.original] : []))
}
