import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { DemoPost, Page, Session } from '@/api/types'
import { useEntered } from '@/app/session'

export interface SignInForm {
  login: string
  password: string
  code: string
}

export interface Setup {
  needed: boolean
}

export interface SetupForm {
  token: string
  county: { code: string; name: string }
  admin: { login: string; name: string; password: string }
}

export function useSignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: ({ form, key }: { form: SignInForm; key: string }) =>
      api.post<Session | undefined>('/session', { ...form, code: form.code || undefined }, { key }),
    onSuccess: entered,
  })
}

export function useDemoPosts() {
  return useQuery({
    queryKey: ['demo', 'posts'],
    queryFn: async ({ signal }) => listOf(await api.get<DemoPost[] | Page<DemoPost>>('/demo/posts', {}, signal)),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A list may come bare or as a page. */
export function listOf<T>(answer: T[] | Page<T>): T[] {
  return Array.isArray(answer) ? answer : answer.items
}

export function useDemoSignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: (login: string) => api.post('/demo/session', { login }),
    onSuccess: entered,
  })
}

export function useSetup() {
  return useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api.get<Setup>('/setup', {}, signal),
    retry: false,
    staleTime: 60_000,
  })
}

export function useDoSetup() {
  return useMutation({
    mutationFn: ({ form, key }: { form: SetupForm; key: string }) => api.post('/setup', form, { key }),
  })
}
