import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { usePages } from '@/kit'
import { type Filter, without } from './filter'
import type { Detail, MatterPage, MatterRow, State, Timeline } from './types'

export function useMatters(filter: Filter) {
  return usePages<MatterRow>(['matter', 'list'], '/matters', { ...filter })
}

export function useColumn(filter: Filter, state: State) {
  const query = { ...without(filter, 'state'), state, limit: 20 }
  return useQuery({
    queryKey: ['matter', 'column', query],
    queryFn: ({ signal }) => api.get<MatterPage>('/matters', query, signal),
  })
}

export function useDetail(id: string) {
  return useQuery({
    queryKey: ['matter', 'one', id],
    queryFn: ({ signal }) => api.get<Detail>(`/matters/${id}`, undefined, signal),
  })
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ['matter', 'timeline', id],
    queryFn: ({ pageParam, signal }) => api.get<Timeline>(`/matters/${id}/timeline`, { after: pageParam }, signal),
    initialPageParam: '' as string | number,
    getNextPageParam: last => last.next || undefined,
  })
}

/** settle puts the answer of a verb where the screens read it, and lets everything that counts matters count again. */
function settle(queries: QueryClient, detail: Detail): void {
  queries.setQueryData(['matter', 'one', detail.id], detail)
  for (const key of [
    ['matter', 'list'],
    ['matter', 'column'],
    ['matter', 'count'],
    ['matter', 'timeline', detail.id],
    ['todo'],
    ['board'],
  ]) {
    void queries.invalidateQueries({ queryKey: key })
  }
}

interface Act {
  body: Record<string, unknown>
  key: string
}

/** useVerb does one verb on one matter; the key makes a repeated press one act. */
export function useVerb(id: string, verb: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Act) => api.post<Detail>(`/matters/${id}/${verb}`, body, { key }),
    onSuccess: detail => settle(queries, detail),
  })
}

export interface UrgeResult {
  done: number
  failed: { id: string; reason: string }[] | null
}

export function useUrgeMany() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Act) => api.post<UrgeResult>('/matters/urge', body, { key }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['matter'] }),
  })
}

export function useSignPaper(matter: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (paper: string) => api.post<unknown>(`/papers/${paper}/sign`, {}),
    onSuccess: () => {
      for (const part of ['one', 'timeline']) void queries.invalidateQueries({ queryKey: ['matter', part, matter] })
      void queries.invalidateQueries({ queryKey: ['todo'] })
    },
  })
}
