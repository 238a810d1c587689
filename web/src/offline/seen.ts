import type { Query, QueryClient } from '@tanstack/react-query'
import type { Store } from './store'

// What was read last stays readable without a network: the to-do and the matters behind it.

const rooms = ['todo', 'matter', 'notices', 'hazard']
const most = 200

const kind = 'seen:'
const idOf = (key: readonly unknown[]) => JSON.stringify(key)

interface Seen {
  key: unknown[]
  data: unknown
  at: number
}

/** recallSeen gives the screens what they showed last, as old as it is. */
export async function recallSeen(store: Store, queries: QueryClient): Promise<void> {
  const rows = await store.getAll('row', IDBKeyRange.bound([kind, ''], [kind, '\uffff']), most)
  for (const row of rows) {
    const seen = row.data as Seen
    if (queries.getQueryData(seen.key) === undefined) queries.setQueryData(seen.key, seen.data, { updatedAt: seen.at })
  }
}

/** keepSeen writes down every answer that may be needed without a network; it returns what stops it. */
export function keepSeen(store: Store, queries: QueryClient): () => void {
  const keep = (query: Query) => {
    const seen: Seen = { key: [...query.queryKey], data: query.state.data, at: query.state.dataUpdatedAt }
    void store.put('row', { kind, id: idOf(query.queryKey), data: seen }).catch(() => undefined) // full: the pack and parcels matter more
  }
  return queries.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'success' || !rooms.includes(String(event.query.queryKey[0])))
      return
    keep(event.query)
  })
}
