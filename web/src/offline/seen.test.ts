import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { uuidv7 } from '@/app/uuid'
import { recallSeen } from './seen'
import { openStore } from './store'

it('the newest of what was read comes back, and the rest makes room', async () => {
  const store = await openStore(uuidv7())
  const now = Date.now()
  const day = 24 * 3600_000
  for (let n = 0; n < 260; n++) {
    const data = { key: ['hazard', 'one', `h${n}`], data: { n }, at: now - n * 3600_000 }
    await store.put('row', { kind: 'seen:', id: `h${n}`, data })
  }
  await store.put('row', { kind: 'seen:', id: 'old', data: { key: ['todo'], data: 1, at: now - 40 * day } })
  await store.put('row', { kind: 'pack:site', id: 's', data: {} })
  const queries = new QueryClient()
  await recallSeen(store, queries, now)
  expect(queries.getQueryData(['hazard', 'one', 'h0'])).toEqual({ n: 0 })
  expect(queries.getQueryData(['hazard', 'one', 'h199'])).toEqual({ n: 199 })
  expect(queries.getQueryData(['hazard', 'one', 'h200'])).toBeUndefined()
  expect(queries.getQueryState(['hazard', 'one', 'h0'])?.isInvalidated).toBe(true) // shown, and asked for again
  expect(await store.count('row')).toBe(201)
})
