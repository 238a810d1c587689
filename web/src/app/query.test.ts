import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from '@/api/client'
import { switchLanguage } from './i18n'
import { setPref } from './prefs'
import { makeQueries } from './query'

beforeEach(() => vi.stubGlobal('document', { documentElement: { dataset: {} }, cookie: '' }))
afterEach(() => vi.unstubAllGlobals())

it('asks for the sentences of the server again in the language just chosen', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    asked.push((init.headers as Record<string, string>)['Accept-Language'] as string)
    return Response.json({})
  })
  const queries = makeQueries()
  const queryFn = () => api.get<object>('/words')
  const words = new QueryObserver(queries, { queryKey: ['words'], queryFn, staleTime: Number.POSITIVE_INFINITY })
  const stop = words.subscribe(() => {})
  await vi.waitFor(() => expect(words.getCurrentResult().isSuccess).toBe(true))
  setPref('theme', 'dark')
  switchLanguage()
  await vi.waitFor(() => expect(asked).toEqual(['zh-CN', 'en']))
  stop()
  queries.clear()
})
