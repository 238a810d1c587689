import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { uuidv7 } from '@/app/uuid'
import { openStore } from '@/offline/store'
import { resolve } from './label'

it('a label leads to its site without a network, says that it was revoked, or that this phone does not know it', async () => {
  const store = await openStore(uuidv7())
  for (let n = 0; n < 2300; n++) {
    const site = { id: `s${n}`, name: `场所 ${n}`, labels: [`CODE${n}`], revoked: n === 2222 ? ['OLD2222'] : undefined }
    await store.put('row', { kind: 'pack:site', id: site.id, data: site })
  }
  expect(await resolve(store, { code: 'CODE2299' })).toMatchObject({ is: 'site', site: { id: 's2299' } })
  expect(await resolve(store, { code: 'OLD2222' })).toMatchObject({ is: 'revoked', site: { id: 's2222' } })
  expect(await resolve(store, { code: 'CODE9999', name: '外县的站' })).toEqual({
    is: 'unknown',
    code: 'CODE9999',
    name: '外县的站',
  })
})
