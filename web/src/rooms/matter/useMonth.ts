import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '@/api/client'
import { type Filter, isEmpty, without } from './filter'
import type { CalendarDay, MatterPage, MatterRow } from './types'

const pageSize = 200
const mostPages = 10

/** The calendar shows what is still owed; ended matters have no due day to watch. */
export function owed(filter: Filter): Filter {
  return filter.state === 'closed' || filter.state === 'recalled' ? without(filter, 'state') : filter
}

/** useDays asks the server's figures where they answer the filter (county, township, branch); else it counts the list. */
export function useMonth(filter: Filter, from: string, to: string) {
  const open = owed(filter)
  const folded = isEmpty(without(open, 'area', 'branch'))
  const days = useQuery({
    queryKey: ['matter', 'calendar', from, to, open.area, open.branch],
    queryFn: ({ signal }) =>
      api.get<{ days: CalendarDay[] | null }>(
        '/matters/calendar',
        { from, to, area: open.area, branch: open.branch },
        signal,
      ),
    enabled: folded,
  })
  const walk = useDueUntil(open, to, !folded)
  if (folded) return { counts: new Map((days.data?.days ?? []).map(d => [d.date, d.total])), query: days, cut: false }
  return { counts: tally(walk.rows), query: walk.query, cut: walk.cut }
}

/** tally counts rows by their due day. */
export function tally(rows: { due?: string | null }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { due } of rows) if (due) counts.set(due, (counts.get(due) ?? 0) + 1)
  return counts
}

/**
 * useDueUntil reads a filter's open matters in the order of their deadlines up to a day. It stops after two thousand:
 * whoever looks at more than that wants a narrower filter.
 */
export function useDueUntil(filter: Filter, until: string, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: ['matter', 'due', filter, until],
    queryFn: ({ pageParam, signal }) =>
      api.get<MatterPage>('/matters', { ...filter, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: '',
    getNextPageParam: (last, all) =>
      beyond(last.items, until) || all.length >= mostPages ? undefined : last.next || undefined,
    enabled,
  })
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const rows = query.data?.pages.flatMap(p => p.items ?? []) ?? []
  const last = query.data?.pages.at(-1)
  const cut = Boolean(last?.next) && !beyond(last?.items ?? null, until) && (query.data?.pages.length ?? 0) >= mostPages
  return { rows, query, cut, busy: isFetching }
}

/** beyond says whether a page has passed the day; matters without a deadline stand at the end of the order. */
export function beyond(items: Pick<MatterRow, 'due'>[] | null, until: string): boolean {
  const last = items?.at(-1)
  return last !== undefined && (!last.due || last.due > until)
}
