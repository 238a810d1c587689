import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { MatterRow, Named, Relay, Todo, TodoItem } from '@/api/types'
import { useWay } from '@/api/way'

export interface Ask {
  kind: string
  min: number
  label: string
}

/** What the to-do shows of a matter; its own page shows the rest. */
export interface MatterBrief extends MatterRow {
  text: string
  standard?: string
  issuer: Named
  reviewer: Named
  coUnits?: Named[] | null
  /** Whom the last return named as the right owner. */
  suggest?: Named | null
  evidence: { asks?: Ask[] | null; photos: number; documents: number }
  asked?: { from: string; until: string; reason: string; by: Named; at: string } | null
  parents?: { kind: string; id: string; title: string; href?: string }[] | null
  can?: { verb: string; primary: boolean }[] | null
}

export function useTodo() {
  return useQuery({ queryKey: ['todo'], queryFn: ({ signal }) => api.get<Todo>('/todo', {}, signal) })
}

export function useMatter(id: string) {
  return useQuery({
    queryKey: ['matter', 'one', id],
    queryFn: ({ signal }) => api.get<MatterBrief>(`/matters/${id}`, {}, signal),
    enabled: id !== '',
  })
}

/** Every entry has one name, also where two documents of one matter wait, or one that hangs on no matter. */
export const itemKey = (item: TodoItem) => {
  if (item.relay) return `relay.${item.relay.id}`
  if (item.duty) return `duty.${item.duty}`
  if (item.link) return `${item.kind}.${item.link}`
  return item.paper ? `${item.matter.id}.${item.paper}` : item.matter.id
}

/** useReceipt answers that the unit relayed a document. */
export function useReceipt(relay: Relay, title: string) {
  return useIntent('committee.receipt', title, `/meetings/${relay.meeting}/documents/${relay.id}/receipts`)
}

/** useDutyAnswer says whether the unit agrees to who is proposed. */
export function useDutyAnswer(finding: string, title: string) {
  return useIntent('matrix.answer', title, `/matrix/findings/${finding}/answer`)
}

/** useAtOnce does what an entry that is no matter asks for, where one press is enough. */
export function useAtOnce(item: TodoItem) {
  return useIntent(`todo.${item.kind}`, item.title, item.act ?? '', true)
}

/** useAct does one verb on a matter, or signs for one of its documents. */
export function useAct(matter: string, verb: string, title: string, paper?: string) {
  const door = verb === 'progress' ? 'feedback' : verb
  const signs = verb === 'sign-paper'
  const path = signs ? `/papers/${paper}/sign` : `/matters/${matter}/${door}`
  return useIntent(signs ? 'matter.signPaper' : `matter.${door}`, title, path, signs)
}

interface Act {
  body: Record<string, unknown>
  key: string
}

/** A bare act has nothing to say beside its address. */
function useIntent(kind: string, title: string, path: string, bare = false) {
  const queries = useQueryClient()
  const way = useWay()
  return useMutation({
    mutationFn: ({ body, key }: Act) =>
      way.act({
        kind,
        title,
        path,
        body: bare ? undefined : body,
        key,
        files: Array.isArray(body.files) ? body.files : [],
      }),
    networkMode: 'always',
    onSuccess: () => {
      for (const room of ['todo', 'matter', 'board', 'committee', 'matrix', 'document', 'notices']) {
        void queries.invalidateQueries({ queryKey: [room] })
      }
    },
  })
}
