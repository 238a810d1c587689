import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'

export type Book = components['schemas']['BookView']
export type Request = components['schemas']['diligence.Request']
export type Contents = components['schemas']['diligence.Contents']

const key = ['diligence']
const running = ['waiting', 'gathering', 'composing', 'proving']

export const isRunning = (b: Book): boolean => running.includes(b.state)

/** The books that this post asked for; looked at again while one is being made. */
export function useBooks() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ items: Book[] }>('/diligence', {}, signal),
    refetchInterval: q => (q.state.data?.items.some(isRunning) ? 1500 : false),
  })
}

export function useBook(id: string) {
  return useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => api.get<Book>(`/diligence/${id}`, {}, signal),
    refetchInterval: q => (q.state.data && isRunning(q.state.data) ? 600 : false),
  })
}

export function useMake() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key: once }: { body: Request; key: string }) =>
      api.post<Book>('/diligence', body, { key: once }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

export function useStop(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.delete(`/diligence/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
}
