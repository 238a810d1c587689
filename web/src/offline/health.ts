import { api } from '@/api/client'
import { uuidv7 } from '@/app/uuid'
import { owed } from './parcel'
import type { Snapshot } from './snapshot'

// The county should know that a phone holds records it has not received. It learns how many and how old, nothing else.

/** device is a random name for this installation. It tells phones of one post apart and says nothing about them. */
export function device(): string {
  try {
    const known = localStorage.getItem('anlan.device')
    if (known) return known
    const fresh = uuidv7()
    localStorage.setItem('anlan.device', fresh)
    return fresh
  } catch {
    return 'unknown'
  }
}

export async function reportHealth(s: Snapshot): Promise<void> {
  if (!s.ready || s.signIn || !navigator.onLine) return
  const waiting = s.parcels.filter(p => owed.includes(p.state))
  const oldest = waiting.reduce((old, p) => Math.min(old, p.made), Number.POSITIVE_INFINITY)
  try {
    await api.post('/field/health', {
      device: device(),
      waiting: waiting.length,
      oldest: waiting.length > 0 ? oldest : 0,
      version: document.querySelector('meta[name=version]')?.getAttribute('content') ?? '',
      standalone: window.matchMedia('(display-mode: standalone)').matches,
      persisted: s.persisted ?? false,
    })
  } catch {
    // No line: the next round says it.
  }
}
