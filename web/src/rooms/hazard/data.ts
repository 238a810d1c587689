import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import { usePrefs } from '@/app/prefs'
import { type Option, usePages } from '@/kit'
import type { Filter } from './filter'
import type { Criteria, Detail, HazardRow, State, Terms, Timeline, VerbName, Verdict } from './types'

export interface HazardPage {
  items: HazardRow[]
  next: string
  more: boolean
}

export function useHazards(filter: Filter) {
  return usePages<HazardRow>(['hazard', 'list'], '/hazards', { ...filter })
}

/** A few of them for a column, a figure or a history; the address of the list behind it is the caller's. */
export function useSome(filter: Filter, limit: number, enabled = true) {
  const query = { ...filter, limit }
  return useQuery({
    queryKey: ['hazard', 'some', query],
    queryFn: ({ signal }) => api.get<HazardPage>('/hazards', query, signal),
    enabled,
  })
}

export interface AreaCount {
  area: { code: string; name: string }
  open: number
}

/** How many hazards are open in each township: figures that the county keeps, not rows that are counted. */
export function useAreas(enabled: boolean) {
  return useQuery({
    queryKey: ['hazard', 'some', 'areas'],
    queryFn: ({ signal }) => api.get<{ items: AreaCount[] }>('/hazards/areas', undefined, signal),
    enabled,
  })
}

export function useColumn(filter: Filter, state: State) {
  return useSome({ ...filter, state }, 20)
}

export function useHazard(id: string) {
  return useQuery({
    queryKey: ['hazard', 'one', id],
    queryFn: ({ signal }) => api.get<Detail>(`/hazards/${id}`, undefined, signal),
    refetchInterval: q => (q.state.data?.waiting ? 3000 : false), // a comparison that finds nothing tells nobody
  })
}

/** What the same post closed within the hour, in doubt for nothing but that. */
export function useTogether(id: string) {
  return useQuery({
    queryKey: ['hazard', 'together', id],
    queryFn: ({ signal }) => api.get<{ items: HazardRow[] }>(`/hazards/${id}/together`, undefined, signal),
  })
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ['hazard', 'timeline', id],
    queryFn: ({ pageParam, signal }) => api.get<Timeline>(`/hazards/${id}/timeline`, { after: pageParam }, signal),
    initialPageParam: '' as string | number,
    getNextPageParam: last => last.next || undefined,
  })
}

/** settle puts the answer of a verb where the screens read it, and asks again for all that lists or counts. */
function settle(queries: QueryClient, detail: Detail): void {
  queries.setQueryData(['hazard', 'one', detail.id], detail)
  for (const part of ['list', 'some', 'timeline', 'truth', 'zero']) {
    void queries.invalidateQueries({ queryKey: ['hazard', part] })
  }
  for (const room of ['matter', 'todo', 'board']) void queries.invalidateQueries({ queryKey: [room] })
}

interface Act {
  body: Record<string, unknown>
  key: string
}

/** useVerb does one verb on one hazard; the key makes a repeated press one act. */
export function useVerb(id: string, verb: VerbName) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Act) => api.post<Detail>(`/hazards/${id}/${verb}`, body, { key }),
    onSuccess: detail => settle(queries, detail),
    onError: error => {
      // Somebody was first, or a doubt was raised: the page behind the form shows it at once.
      if (asProblem(error).status === 409) void queries.invalidateQueries({ queryKey: ['hazard', 'one', id] })
    },
  })
}

export function useReport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Act) => api.post<Detail>('/hazards', body, { key }),
    onSuccess: detail => settle(queries, detail),
  })
}

const dayLong = 24 * 60 * 60_000

export interface Words {
  say: (list: 'sectors' | 'categories' | 'causes' | 'sources', key: string) => string
  options: (list: 'sectors' | 'categories' | 'causes' | 'sources') => Option[]
  terms?: Terms
}

/** useTerms words the keys of the policy in the language of the screen. */
export function useTerms(): Words {
  const { lang } = usePrefs()
  const found = useQuery({
    queryKey: ['terms', 'hazard'],
    queryFn: ({ signal }) => api.get<Terms>('/hazards/terms', undefined, signal),
    staleTime: dayLong,
  })
  const terms = found.data
  const word = (term: { zh: string; en: string }) => (lang === 'en' ? term.en : term.zh)
  const of = (list: keyof Terms) => (terms?.[list] ?? []) as { key: string; zh: string; en: string }[]
  return {
    terms,
    say: (list, key) => {
      const found = of(list).find(term => term.key === key)
      return found ? word(found) : key
    },
    options: list => of(list).map(term => ({ value: term.key, label: word(term) })),
  }
}

/** The criteria that hold for a sector, those of a category first. */
export function useCriteria(sector: string, category: string) {
  return useQuery({
    queryKey: ['terms', 'criteria', sector, category],
    queryFn: ({ signal }) => api.get<{ items: Criteria[] }>('/criteria', { sector, category }, signal),
    staleTime: dayLong,
  })
}

export interface Walked {
  sector: string
  answers: Record<string, string>
  reason?: string
}

/** What the answers of a walk come to; the server weighs them, nothing is stored. */
export function useVerdict(walked: Walked) {
  return useQuery({
    queryKey: ['terms', 'walk', walked],
    queryFn: () => api.post<Verdict>('/criteria/walk', walked),
    enabled: walked.sector !== '' && Object.keys(walked.answers).length > 0,
    placeholderData: old => old,
    staleTime: dayLong,
  })
}
