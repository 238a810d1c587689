import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Notice, Page } from '@/api/types'
import { uuidv7 } from '@/app/uuid'

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

/** Everything up to the newest notice on the screen is read; what arrives meanwhile is not. */
export function useReadAll() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (upTo: string) => {
      for (let more = true; more; ) {
        more = (await api.post<{ read: number; more: boolean }>('/notices/read', { up_to: upTo }, { key: uuidv7() }))
          .more
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
}
