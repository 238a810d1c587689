import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Seat } from '@/api/types'
import { useWrite, type Write } from '@/app/useWrite'
import type { Value } from './RuleValue'

export interface Account {
  id: string
  login: string
  name: string
  person: string
  status: 'active' | 'locked' | 'disabled'
  locked_until?: string | null
  has_password: boolean
  has_totp: boolean
  bound: boolean
  posts: Seat[] | null
  created_at: string
}

export interface OneTimeLink {
  path: string
  expires_at: string
}

export interface Grant {
  id: string
  post: string
  post_name: string
  role: string
  granted_at: string
  revoked_at?: string | null
}

export interface Mail {
  on: boolean
  host: string
  port: number
  security: string
  user: string
  password?: string
  has_password?: boolean
  from: string
}

export interface ChannelSettings {
  site: string
  mail: Mail
  robots: boolean
  allow: string[] | null
}

export interface Words {
  zh: string
  en: string
}

/** One dated version of a rule. */
export interface Rule {
  id: string
  subject: string
  title: Words
  layer?: string
  from: string
  to?: string
  unit?: string
  source: string
  article?: string
  confidence: string
  note?: string
  why?: Words
  value: Value
  /** In force today. */
  now: boolean
}

export const roles = [
  'leader',
  'office',
  'department',
  'township',
  'village',
  'enterprise',
  'sysadmin',
  'secadmin',
  'auditor',
]

/** A write of the administrators; what it touches is asked for again. */
export const useAdminWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'settings')

export function useChannels() {
  return useQuery({
    queryKey: ['settings', 'channels'],
    queryFn: ({ signal }) => api.get<ChannelSettings>('/settings/channels', {}, signal),
  })
}

export function useRules() {
  return useQuery({
    queryKey: ['settings', 'policy'],
    queryFn: ({ signal }) => api.get<{ items: Rule[] | null }>('/policy', {}, signal),
  })
}

/** The single sign-on; the secret is written and never read. */
export interface OidcSettings {
  on: boolean
  label: string
  issuer: string
  client_id: string
  client_secret?: string
  has_secret: boolean
  scopes: string[]
  bind: 'phone' | 'sub'
}

export function useOidc() {
  return useQuery({
    queryKey: ['settings', 'oidc'],
    queryFn: ({ signal }) => api.get<OidcSettings>('/settings/oidc', {}, signal),
  })
}
