import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Place } from '@/api/types'

export type State = 'received' | 'checking' | 'confirmed' | 'fixed' | 'unfounded' | 'transferred'

export interface TipRow {
  id: string
  number: string
  state: State
  channel: string
  worker: boolean
  category: string
  categoryName: string
  text: string
  site: Named
  unit: Named
  named?: string
  place: Place
  where?: string
  desk: Named
  received: string
  due: string | null
  overdue: boolean
  ended: string | null
  photos: number
  anonymous: boolean
  news: boolean
  hazard?: string
  hazardNo?: string
  exercise?: boolean
}

export interface Opening {
  id: string
  state: 'asked' | 'granted' | 'refused'
  reason: string
  asked: Named
  askedAt: string
  decided: Named
  at: string | null
  until: string | null
  readings: number
}

export interface Reward {
  proposed: number
  amount: number
  reason?: string
  until: string | null
  collected: string | null
  receipt?: string
  lapsed: string | null
}

export interface Tip extends TipRow {
  when?: string
  point?: { lon: number; lat: number; accuracy?: number }
  pictures: { hash: string; size: number; at: string; said?: string | null }[]
  past: { desk: Named; reason: string; by: Named; at: string }[]
  messages: { desk: boolean; text: string; photos?: number; by: Named; at: string }[]
  verdict?: { state: State; answer: string; note?: string; organ?: string; byName: Named; at: string }
  first: boolean
  reward?: Reward
  kept?: { until: string | null; destroyed: string | null }
  openings: Opening[]
  acceptBy: string
  answerBy: string | null
  suggest?: string
  vault: { locked: boolean; print: string }
  can: Verb[]
}

export type Verb =
  | 'accept'
  | 'confirm'
  | 'dismiss'
  | 'transfer'
  | 'resume'
  | 'say'
  | 'reward'
  | 'collect'
  | 'unseal'
  | 'approve'
  | 'open'

export interface Person {
  name?: string
  phone?: string
  contact?: string
}

export function useTip(id: string) {
  return useQuery({
    queryKey: ['tip', 'one', id],
    queryFn: ({ signal }) => api.get<Tip>(`/tips/${id}`, undefined, signal),
  })
}

interface Act {
  path: string
  body: Record<string, unknown>
  key: string
}

/** useAct does one verb on one report; the key makes a repeated press one act. */
export function useAct(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body, key }: Act) => api.post<Tip>(`/tips/${id}/${path}`, body, { key }),
    onSuccess: tip => {
      queries.setQueryData(['tip', 'one', id], tip)
      void queries.invalidateQueries({ queryKey: ['tip', 'list'] })
      for (const room of ['hazard', 'todo']) void queries.invalidateQueries({ queryKey: [room] })
    },
  })
}

/** Who reported is read once and kept nowhere: not among what is asked again, nor in the page's memory. */
export function useOpen(tip: string, opening: string) {
  return useMutation({
    mutationFn: (phrase: string) =>
      api.post<Person>(`/tips/${tip}/openings/${opening}/open`, { phrase: phrase || undefined }),
    gcTime: 0,
  })
}

export interface FormRules {
  categories: { key: string; zh: string; en: string }[]
  ticket: string
}

export function useFormRules() {
  return useQuery({
    queryKey: ['tip', 'form'],
    queryFn: ({ signal }) => api.get<FormRules>('/tips/form', undefined, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface Slip {
  code: string
  number: string
  acceptBy: string
}

export function useEnter() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => api.post<Slip>('/tips', body),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['tip', 'list'] }),
  })
}

export interface Basis {
  major: boolean
  /** Yuan, and people; what is no number stays a text, and the rule says so. */
  fine: number | string
  deaths: number | string
  grade: string
}

/** What the rule proposes for the facts typed so far, step by step. */
export function useProposal(id: string, basis: Basis) {
  const query = { ...basis, grade: basis.grade || undefined }
  return useQuery({
    queryKey: ['tip', 'proposal', id, query],
    queryFn: ({ signal }) => api.get<{ amount: number; steps: string[] }>(`/tips/${id}/reward`, query, signal),
    placeholderData: old => old,
    enabled: Number(basis.fine) >= 0 && Number(basis.deaths) >= 0, // what is not is told when it is sent
  })
}

/** How the identities are guarded: by none, one or two phrases. */
export interface Vault {
  locked: boolean
  keepers: 0 | 1 | 2
  print: string
}

export function useKeepers() {
  return useQuery({
    queryKey: ['tip', 'keepers'],
    queryFn: ({ signal }) => api.get<Vault>('/tips/keepers', undefined, signal),
  })
}
