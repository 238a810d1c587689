import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { OneEdit } from './picks'
import type { Decision, Desk, Dispatch, Edited, KeptText, Meeting, MeetingView, OwnerDraft, Preview } from './types'

const deskKey = (meeting: string) => ['committee', 'desk', meeting]

export function useMeeting(id: string) {
  return useQuery({
    queryKey: ['committee', 'meeting', id],
    queryFn: ({ signal }) => api.get<MeetingView>(`/meetings/${id}`, undefined, signal),
  })
}

export function useDesk(id: string) {
  return useQuery({
    queryKey: deskKey(id),
    queryFn: ({ signal }) => api.get<Desk>(`/meetings/${id}/desk`, undefined, signal),
  })
}

/** A version of the minutes never changes. */
export function useText(id: string) {
  return useQuery({
    queryKey: ['committee', 'text', id],
    queryFn: ({ signal }) => api.get<KeptText>(`/minutes/${id}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function usePreview(id: string) {
  return useQuery({
    queryKey: ['committee', 'preview', id],
    queryFn: ({ signal }) => api.get<Preview>(`/meetings/${id}/preview`, undefined, signal),
    staleTime: 0,
  })
}

/** settle puts changed decisions into the desk at once and lets the server work out the rest (gaps, duplicates). */
function settle(queries: QueryClient, meeting: string, ...changed: Decision[]): void {
  const now = new Map(changed.map(d => [d.id, d]))
  queries.setQueryData<Desk>(
    deskKey(meeting),
    desk =>
      desk && {
        ...desk,
        decisions: desk.decisions.map(d => ({ ...d, ...now.get(d.id) })),
      },
  )
  void queries.invalidateQueries({ queryKey: deskKey(meeting) })
  void queries.invalidateQueries({ queryKey: ['committee', 'preview', meeting] })
}

export interface Edit {
  kind?: Decision['kind']
  title?: string
  owners?: OwnerDraft[]
  coOwners?: OwnerDraft[]
  due?: string
  cadence?: Decision['cadence']
  topic?: string
  evidence?: string
  urgency?: Decision['urgency']
  standard?: string
}

interface Step<V> {
  decision: Decision
  values: V
  key?: string
}

export function useEdit(meeting: string) {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: `desk-${meeting}` },
    mutationFn: ({ decision, values, key }: Step<Edit>) =>
      api.patch<Decision>(
        `/decisions/${decision.id}`,
        { revision: revisionOf(queries, meeting, decision), ...values },
        { key },
      ),
    onSuccess: d => settle(queries, meeting, d),
  })
}

/** One edit follows another before the screen was drawn again: the revision that counts is the stored one. */
function revisionOf(queries: QueryClient, meeting: string, decision: Decision): number {
  const desk = queries.getQueryData<Desk>(deskKey(meeting))
  return desk?.decisions.find(d => d.id === decision.id)?.revision ?? decision.revision
}

/** split answers with both halves: the first keeps its place, the second comes with the desk that is asked for again. */
export function useDecide(meeting: string, verb: 'tick' | 'drop' | 'merge' | 'split' | 'source') {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: `desk-${meeting}` },
    mutationFn: ({ decision, values, key }: Step<Record<string, unknown>>) =>
      api.post<Decision | { items: Decision[] }>(
        `/decisions/${decision.id}/${verb}`,
        { revision: revisionOf(queries, meeting, decision), ...values },
        { key },
      ),
    onSuccess: answer => {
      settle(queries, meeting, ...('items' in answer ? answer.items : [answer]))
    },
  })
}

/** useEditMany changes several in one press; what could not be changed comes back named. */
export function useEditMany(meeting: string) {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: `desk-${meeting}` },
    mutationFn: ({ items, key }: { items: OneEdit[]; key?: string }) =>
      api.patch<Edited>(`/meetings/${meeting}/decisions`, { items }, { key }),
    onSuccess: edited => settle(queries, meeting, ...edited.items),
  })
}

export function useAdd(meeting: string) {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: `desk-${meeting}` },
    mutationFn: ({ values, key }: { values: { start?: number; end?: number; text?: string }; key: string }) =>
      api.post<Decision>(`/meetings/${meeting}/decisions`, values, { key }),
    onSuccess: () => queries.invalidateQueries({ queryKey: deskKey(meeting) }),
  })
}

function everything(queries: QueryClient) {
  for (const room of ['committee', 'matter', 'board', 'todo']) void queries.invalidateQueries({ queryKey: [room] })
}

export function useDispatch(meeting: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ preview, key }: { preview: Preview; key: string }) =>
      api.post<Dispatch>(
        `/meetings/${meeting}/dispatch`,
        { id: key, decisions: preview.ticked, revision: preview.revision },
        { key },
      ),
    onSuccess: () => everything(queries),
  })
}

export function useRecall() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ dispatch, reason, key }: { dispatch: string; reason: string; key: string }) =>
      api.post<Dispatch>(`/dispatches/${dispatch}/recall`, { reason }, { key }),
    onSuccess: () => everything(queries),
  })
}

/** useSave writes something about a meeting: a new one, a change, attendance, a document, a receipt. */
export function useSave<T = Meeting>(method: 'post' | 'put' | 'patch', path: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: unknown; key: string }) => api[method]<T>(path, body, { key }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['committee'] }),
  })
}
