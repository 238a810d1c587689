import type { Parcel } from './parcel'
import type { KeptFile, Store } from './store'

// The rescue file: everything the county has not received, as one file that any computer can carry to the office.

const magic = { anlan: 'rescue', version: 1 }

interface Head {
  device: string
  account: string
  post: string
  made: number
  offsetMs: number | null
}

/** exportRescue writes all owed parcels with their files: lines of JSON, each file's bytes behind its line. */
export async function exportRescue(store: Store, head: Head): Promise<Blob> {
  const parcels = (await store.getAll('parcel')).filter(p => p.state !== 'received')
  const files = new Map<string, KeptFile>()
  for (const hash of parcels.flatMap(p => [...p.files, ...p.later])) {
    const file = await store.get('file', hash)
    if (file) files.set(hash, file)
  }
  const parts: BlobPart[] = [line({ ...magic, ...head, parts: parcels.length, files: files.size })]
  for (const file of files.values()) {
    parts.push(line({ file: { sha256: file.hash, size: file.size, name: file.name } }), file.blob, '\n')
  }
  for (const p of parcels) parts.push(line({ part: partOf(p, head.offsetMs) }))
  parts.push(line({ end: true }))
  return new Blob(parts, { type: 'application/octet-stream' })
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`

function partOf(p: Parcel, offsetMs: number | null) {
  return { id: p.id, method: p.method, path: `/api/v1${p.path}`, body: p.body, needs: [], at: p.made, offsetMs }
}

export const rescueName = (now: Date) => `anlan-${now.toISOString().slice(0, 16).replace(/[-:T]/g, '')}.anlan`
