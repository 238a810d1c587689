import { countyClock } from '@/app/time'
import { owed, type Parcel } from './parcel'
import type { KeptFile } from './store'

// The rescue file: everything the county has not received, as one file that any computer can carry to the office.

const magic = { anlan: 'rescue', version: 1 }

export interface Head {
  device: string
  account: string
  post: string
  made: number
  offsetMs: number | null
}

/**
 * exportRescue writes all owed parcels with their files: lines of JSON, each file's bytes behind its line. Drafts stay
 * on the phone: only whoever began one can say how it ends.
 */
export async function exportRescue(
  parcels: Parcel[],
  fileOf: (hash: string) => Promise<KeptFile | undefined> | KeptFile | undefined,
  head: Head,
): Promise<Blob> {
  const owes = inOrder(parcels.filter(p => owed.includes(p.state)))
  const files = new Map<string, KeptFile>()
  for (const hash of owes.flatMap(p => [...p.files, ...p.later])) {
    const file = await fileOf(hash)
    if (file) files.set(hash, file)
  }
  const parts: BlobPart[] = [line({ ...magic, ...head, parts: owes.length, files: files.size })]
  for (const file of files.values()) {
    parts.push(line({ file: { sha256: file.hash, size: file.size, name: file.name } }), file.blob, '\n')
  }
  for (const p of owes) parts.push(line({ part: partOf(p, needsOf(p, parcels), head.offsetMs) }))
  parts.push(line({ end: true }))
  return new Blob(parts, { type: 'application/octet-stream' })
}

/** Oldest first, and what goes through a door behind what opens it. */
function inOrder(parcels: Parcel[]): Parcel[] {
  const old = [...parcels].sort((a, b) => (a.id < b.id ? -1 : 1))
  const first = old.filter(p => !p.after)
  const done = new Set(first.map(p => p.id))
  let rest = old.filter(p => p.after)
  while (rest.length > 0) {
    const free = rest.filter(p => done.has(p.after ?? '') || !rest.some(o => o.id === p.after))
    if (free.length === 0) return [...first, ...rest]
    for (const p of free) done.add(p.id)
    first.push(...free)
    rest = rest.filter(p => !free.includes(p))
  }
  return first
}

/** Kinds of parcels that make a record under an identity of their own. */
const makes: Record<string, string> = {
  'hazard.capture': 'hazard.hazard',
  'inspection.done': 'inspection.inspection',
}

/** needsOf are the records that the county must have before this parcel means anything: what it waits for makes them. */
export function needsOf(p: Parcel, all: Parcel[]): string[] {
  const before = all.find(o => o.id === p.after)
  const record = before && makes[before.kind]
  const id = (before?.body as { id?: string } | undefined)?.id
  return record && id && before.state !== 'received' ? [`${record}:${id}`] : []
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`

function partOf(p: Parcel, needs: string[], offsetMs: number | null) {
  return { id: p.id, method: p.method, path: `/api/v1${p.path}`, body: p.body, needs, at: p.made, offsetMs }
}

/** rescueName names a file by the county's clock at an instant (ms). */
export const rescueName = (at: number) => `anlan-${countyClock(at).slice(0, 16).replace(/[- :]/g, '')}.anlan`
