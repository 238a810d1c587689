import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Notice, Page } from '@/api/types'

export interface Notices extends Page<Notice> {
  unread?: number
}

/** How many notices nobody has opened yet. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: ({ signal }) => api.get<Notices>('/notices', { unread: true, limit: 100 }, signal),
  })
  return data?.unread ?? (data?.items ?? []).filter(n => !n.read_at).length
}

export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post(`/notices/${id}/read`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
}
