import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import './words'

export interface Entry {
  id: string
  number: string
  code: string
  kind: string
  kindName: string
  title: string
  unit: Named
  to: Named[]
  issued: string
  by: Named
  typed: boolean
  exercise?: boolean
  void?: { reason: string; at: string }
  voidBy: Named
  file: string
  page: string
  can: string[]
}

export interface Content {
  kind: string
  code: string
  organ: string
  urgency: string
  title: string
  addressee: string
  text: string
  tasks?: Task[]
  /** Tables that are printed behind the text. */
  annexes?: { title: string; head: string[]; rows: string[][] }[]
  attachments?: string[]
  signer: string
  copyTo?: string
  note?: string
  sealed?: boolean
  exercise?: boolean
}

export interface Task {
  what: string
  lead: string
  with?: string
  due?: string
  standard?: string
}

export interface Text {
  id: string
  state: 'draft' | 'issued' | 'sent' | 'dropped'
  content: Content
  to?: string[]
  toNames: Named[]
  number?: string
  entry?: string
  day?: string
  sha256?: string
  moved: string
  byName: Named
  revision: number
  can: string[]
}

export interface Receipt {
  id: string
  entry: string
  number: string
  title: string
  issuer: Named
  unit: Named
  sent: string
  due: string | null
  late: boolean
  waits: boolean
  signed: string | null
  signedBy: Named
  chased: number
  can: string[]
}

export interface Detail extends Entry {
  text?: Text
  receipts: Receipt[]
  unsigned: number
  pdf: boolean
  chase: boolean
}

export interface Kind {
  key: string
  name: string
  mark: string
  compose: boolean
  /** The county's own template, by which it is laid out. */
  form?: string
}

export interface Series {
  series: string
  code: string
  year: number
  given: number
  rows: number
  holes: number[]
}

export function useKinds() {
  return useQuery({
    queryKey: ['document', 'kinds'],
    queryFn: ({ signal }) => api.get<{ items: Kind[] }>('/documents/kinds', undefined, signal),
    staleTime: 300_000,
  })
}

export function useCheck(year: string, enabled: boolean) {
  return useQuery({
    queryKey: ['document', 'check', year],
    queryFn: ({ signal }) => api.get<{ items: Series[] }>('/documents/check', { year }, signal),
    enabled,
  })
}

export function useEntry(id: string) {
  return useQuery({
    queryKey: ['document', 'entry', id],
    queryFn: ({ signal }) => api.get<Detail>(`/documents/entries/${id}`, undefined, signal),
  })
}

export function useDesk() {
  return useQuery({
    queryKey: ['document', 'desk'],
    queryFn: ({ signal }) =>
      api.get<{ unit: Named; codes: string[]; pdf: boolean }>('/documents/desk', undefined, signal),
  })
}

export function useDrafts() {
  return useQuery({
    queryKey: ['document', 'drafts'],
    queryFn: ({ signal }) => api.get<{ items: Text[] }>('/documents/drafts', undefined, signal),
  })
}

export function useText(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['document', 'text', id],
    queryFn: ({ signal }) => api.get<Text>(`/documents/drafts/${id}`, undefined, signal),
    enabled,
  })
}

interface Act {
  path: string
  body?: unknown
  key: string
  method?: 'put'
}

/** useAct does one act of the room; whatever it shows is then read anew. The key makes a repeated press one act. */
export function useAct<T>() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body = {}, key, method }: Act) =>
      method === 'put'
        ? api.put<T>(`/documents${path}`, body, { key })
        : api.post<T>(`/documents${path}`, body, { key }),
    onSuccess: () => {
      for (const room of ['document', 'todo', 'notices']) void queries.invalidateQueries({ queryKey: [room] })
    },
  })
}

/** The organ codes that stand in the register, from the register itself. */
export function useCodes() {
  return useQuery({
    queryKey: ['document', 'codes'],
    queryFn: ({ signal }) => api.get<{ items: string[] }>('/documents/codes', undefined, signal),
  })
}
