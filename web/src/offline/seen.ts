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

/** After so long nobody looks for it without a network; a phone has little room. */
const longest = 30 * 24 * 3600_000

/** recallSeen gives the screens what they showed last, as old as it is, and forgets what is older than anybody needs. */
export async function recallSeen(store: Store, queries: QueryClient, now = Date.now()): Promise<void> {
  const all = await store.getAll('row', IDBKeyRange.bound([kind, ''], [kind, '\uffff']))
  const rows = all.sort((a, b) => (b.data as Seen).at - (a.data as Seen).at)
  for (const [i, row] of rows.entries()) {
    const seen = row.data as Seen
    if (i >= most || now - seen.at > longest) {
      await store.delete('row', [row.kind, row.id])
      continue
    }
    if (queries.getQueryData(seen.key) !== undefined) continue
    queries.setQueryData(seen.key, seen.data, { updatedAt: seen.at })
    // However young it is, something may have happened since: a screen that shows it asks again.
    void queries.invalidateQueries({ queryKey: seen.key, exact: true })
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
