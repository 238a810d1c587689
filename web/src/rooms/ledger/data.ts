import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import './words'

export interface Standing {
  origin: string
  key: string
  size: number
  pos: number
  behind: number
  root: string
  at?: string | null
  note: string
  broken: string
  line: string
}

export interface Entry {
  pos: number
  id: string
  kind: string
  ref: { kind: string; id: string }
  actor: { account?: string; post?: string; unit?: string }
  at: string
  seal: string
  leaf: string
}

export interface Finding {
  code: string
  pos?: number
  to?: number
  zh: string
  en: string
}

export interface Check {
  id: string
  state: 'none' | 'waiting' | 'exporting' | 'verifying' | 'done' | 'failed'
  started?: string | null
  ended?: string | null
  error?: string
  report?: {
    ok: boolean
    entries: number
    records: number
    findings: Finding[] | null
    more?: number
    warnings: Finding[] | null
  } | null
}

export interface Proof {
  entry: Entry
  index: number
  size: number
  hashes: string[] | null
  checkpoint: string
  holds: boolean
}

export function useStanding() {
  return useQuery({
    queryKey: ['ledger', 'standing'],
    queryFn: ({ signal }) => api.get<Standing>('/ledger', {}, signal),
  })
}

export function useEntries() {
  return useInfiniteQuery({
    queryKey: ['ledger', 'entries'],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: Entry[] | null; next: number }>(
        '/ledger/entries',
        { before: pageParam || undefined, limit: 50 },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: last => last.next || undefined,
  })
}

export function useProof(pos: number) {
  return useQuery({
    queryKey: ['ledger', 'proof', pos],
    queryFn: ({ signal }) => api.get<Proof>(`/ledger/proof/${pos}`, {}, signal),
    enabled: pos > 0,
  })
}

const running = (check?: Check) => ['waiting', 'exporting', 'verifying'].includes(check?.state ?? '')

/** The newest check; while it runs it is asked about every second. */
export function useCheck() {
  return useQuery({
    queryKey: ['ledger', 'check'],
    queryFn: ({ signal }) => api.get<Check>('/ledger/check', {}, signal),
    refetchInterval: query => (running(query.state.data) ? 1000 : false),
  })
}

export function useStartCheck() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (key: string) => api.post<Check>('/ledger/check', undefined, { key }),
    onSuccess: check => queries.setQueryData(['ledger', 'check'], check),
  })
}

export function useCancelCheck() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.delete('/ledger/check'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['ledger', 'check'] }),
  })
}
