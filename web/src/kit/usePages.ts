import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { api, type Query } from '@/api/client'
import type { Page } from '@/api/types'

/** usePages reads a keyset list page by page and hands it over in the shape that DataTable takes. */
export function usePages<R, P extends Page<R> = Page<R>>(key: QueryKey, path: string, query: Query, enabled = true) {
  const pages = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => api.get<P>(path, { ...query, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next || undefined,
    enabled,
  })
  return {
    rows: pages.data?.pages.flatMap(p => p.items ?? []),
    first: pages.data?.pages[0],
    total: pages.data?.pages[0]?.total,
    error: pages.error,
    onRetry: () => void pages.refetch(),
    more: {
      has: pages.hasNextPage,
      busy: pages.isFetchingNextPage,
      load: () => void pages.fetchNextPage(),
    },
  }
}
