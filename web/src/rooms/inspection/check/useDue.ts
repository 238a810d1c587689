import { useOffline, useRows } from '@/offline/Offline'
import { type Check, type DueCheck, kind } from './draft'

/** useDue lists the checks that are owed and not done on this phone, the nearest deadline first. */
export function useDue(): DueCheck[] {
  const { parcels } = useOffline()
  const all = useRows<DueCheck>('checks', 2000) ?? []
  const done = parcels.filter(p => p.kind === kind && p.state !== 'draft').map(p => (p.body as Check).duty)
  return all.filter(d => !done.includes(d.id)).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}
