import { afterEach, describe, expect, it, vi } from 'vitest'
import { again } from '@/app/query'
import { api, onSignedOut, send, setLanguage } from './client'
import { fieldName, Problem } from './problem'

function answer(status: number, body: unknown, type = 'application/json') {
  const reply = new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type },
  })
  const fetch = vi.fn<typeof globalThis.fetch>(async () => reply)
  vi.stubGlobal('fetch', fetch)
  return fetch
}

const sent = (fetch: ReturnType<typeof answer>) => fetch.mock.calls[0]?.[1]?.headers as Record<string, string>

afterEach(() => vi.unstubAllGlobals())

describe('a write', () => {
  it('carries a key of its own and our header', async () => {
    const fetch = answer(200, {})
    setLanguage('en')
    await api.post('/matters/1/sign', { revision: 3 })
    expect(sent(fetch)['Idempotency-Key']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(sent(fetch)).toMatchObject({ 'X-Anlan': '1', 'Accept-Language': 'en', 'Content-Type': 'application/json' })
  })

  it('repeats the key it is given', async () => {
    const fetch = answer(204, null)
    await api.delete('/grants/1', { key: 'k' })
    expect(sent(fetch)['Idempotency-Key']).toBe('k')
  })
})

describe('a read', () => {
  it('has no key, and leaves empty filters out of the address', async () => {
    const fetch = answer(200, { items: [] })
    await api.get('/matters', { q: '', state: 'doing', limit: 50, unit: undefined })
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/matters?state=doing&limit=50')
    expect(sent(fetch)['Idempotency-Key']).toBeUndefined()
  })
})

describe('a refusal', () => {
  it('becomes a problem that knows its fields', async () => {
    const wire = {
      code: 'field_required',
      title: 'missing',
      errors: [{ location: 'body.items[3].due', message: 'no day' }],
    }
    answer(422, wire, 'application/problem+json')
    const problem = await api.post('/x', {}).catch((e: unknown) => e)
    expect(problem).toBeInstanceOf(Problem)
    expect((problem as Problem).field('items[3].due')).toBe('no day')
    expect(again(0, problem)).toBe(false)
  })

  it('is still a problem when a proxy answers with a page', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }))
    const problem = (await api.get('/x').catch((e: unknown) => e)) as Problem
    expect(problem.code).toBe('unreachable')
    expect(again(0, problem)).toBe(true)
    expect(again(2, problem)).toBe(false)
  })

  it('is "offline" when nothing answers', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')))
    expect(await api.get('/x').catch((e: Problem) => e.code)).toBe('offline')
  })

  it('is "offline" too when the answer does not come within its time, or breaks off in the middle of it', async () => {
    const never = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_ok, no) => init?.signal?.addEventListener('abort', () => no(init.signal?.reason)))
    vi.stubGlobal('fetch', never)
    expect(await send('GET', '/x', { within: 5 }).catch((e: Problem) => e.code)).toBe('offline')
    const body = new ReadableStream({ start: c => void setTimeout(() => c.error(new Error('broken')), 20) })
    vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'Content-Type': 'application/json' } }))
    expect(await send('GET', '/x', { within: 5 }).catch((e: Problem) => e.code)).toBe('offline')
  })

  it('tells the shell when the session is gone, but not while asking who is signed in', async () => {
    const gone = vi.fn()
    onSignedOut(gone)
    answer(401, { code: 'unauthorized' }, 'application/problem+json')
    await api.get('/session').catch(() => undefined)
    expect(gone).not.toHaveBeenCalled()
    answer(401, { code: 'unauthorized' }, 'application/problem+json')
    await api.get('/todo').catch(() => undefined)
    expect(gone).toHaveBeenCalledOnce()
  })
})

it.each([
  ['body.due', 'due'],
  ['body', ''],
  ['query.limit', 'limit'],
  ['due', 'due'],
])('the field of %s is %s', (location, name) => expect(fieldName(location)).toBe(name))
