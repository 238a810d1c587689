import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { DemoPost, Session } from '@/api/types'
import { useEntered } from '@/app/session'
import { useWrite, type Write } from '@/app/useWrite'

export interface SignInForm {
  login: string
  password: string
  code: string
}

export interface SeatForm {
  login: string
  name: string
  password: string
}

export const seatNames = ['sysadmin', 'secadmin', 'auditor', 'office'] as const
export type SeatName = (typeof seatNames)[number]

export type SetupForm = { token: string; county: { code: string; name: string } } & Record<SeatName, SeatForm>

export interface SessionRow {
  id: string
  label?: string
  ip?: string
  created_at?: string
  seen_at?: string
  expires_at?: string
  current: boolean
}

export function useSignIn(door: 'desk' | 'field') {
  const entered = useEntered()
  return useMutation({
    mutationFn: ({ form, key }: { form: SignInForm; key: string }) =>
      api.post<Session>('/session', { ...form, code: form.code || undefined, door }, { key }),
    onSuccess: entered,
  })
}

/** The posts to try; a server that is no demonstration has none and answers with "not found". */
export function useDemoPosts() {
  return useQuery({
    queryKey: ['demo', 'posts'],
    queryFn: ({ signal }) => api.get<DemoPost[]>('/demo/posts', {}, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useDemoSignIn() {
  const entered = useEntered()
  return useMutation({
    mutationFn: (login: string) => api.post<Session>('/demo/session', { login }),
    onSuccess: entered,
  })
}

export function useSetup() {
  return useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api.get<{ needed: boolean }>('/setup', {}, signal),
    retry: false,
    staleTime: 60_000,
  })
}

/** Whether an identity platform is connected, and what it is called. */
export function useOffer() {
  return useQuery({
    queryKey: ['oidc'],
    queryFn: ({ signal }) => api.get<{ on: boolean; label: string }>('/oidc', {}, signal),
    retry: false,
    staleTime: 60_000,
  })
}

/** What the public register calls the county with this code; nothing where it does not know. */
export function useCountyName(code: string): string {
  const found = useQuery({
    queryKey: ['setup', 'county', code],
    queryFn: ({ signal }) => api.get<{ county: string }>('/setup', { code }, signal),
    enabled: /^\d{6}$/.test(code),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return found.data?.county ?? ''
}

/** A write of one's own account: what it changes is asked for again. */
export const useOwn = <B>(write: Write<B, unknown>, refresh: string[] = []) => useWrite(write, ...refresh)

export function useSessions() {
  return useQuery({
    queryKey: ['account', 'sessions'],
    queryFn: ({ signal }) => api.get<SessionRow[]>('/sessions', {}, signal),
  })
}

/** The token of a one-time link: behind the #, which never reaches a server's log, or in the query. */
export function linkToken(): string {
  const query = new URLSearchParams(window.location.search).get('token')
  return query ?? window.location.hash.replace(/^#/, '')
}
