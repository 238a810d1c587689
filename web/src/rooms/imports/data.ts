import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { upload } from '@/api/upload'

export const kinds = ['units', 'organisation', 'enterprises', 'sites', 'places'] as const

export type Verdict = 'new' | 'changed' | 'same' | 'wrong'

export interface Cell {
  column: string
  old?: string
  new?: string
  error?: string
  /** Worth a look; the row is sound. */
  note?: string
}

export interface PreviewRow {
  row: number
  name?: string
  status: Verdict
  cells: Cell[] | null
}

/** What an upload would do; nothing is stored yet. */
export interface Preview {
  id: string
  kind: string
  counts: Record<Verdict, number>
  warned: number
  rows: PreviewRow[] | null
  unknown?: string[] | null
  next?: string
}

/** What an import did, and until when it can be undone. */
export interface Batch {
  id: string
  kind: string
  file_name: string
  status: 'committed' | 'undone' | 'partly_undone'
  new: number
  changed: number
  same: number
  wrong: number
  undo_until: string
  created: string
}

/** An import stored, with the rows that were left out or are worth a look; or taken back, with those that stay. */
export interface BatchResult extends Batch {
  refused: { row: number; reason: string }[]
  warned: number
  rows: PreviewRow[]
  /** Between which days what it did to posts shows; none when it touched no post. */
  turned?: { from: string; to: string }
}

export function usePreview(kind: string, onProgress: (share: number) => void) {
  return useMutation({
    mutationFn: ({ file, key }: { file: File; key: string }) =>
      upload<Preview>('/imports', file, { query: { kind }, key, onProgress }),
  })
}

function useBatchWrite<R>(write: (id: string, key: string) => Promise<R>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, key }: { id: string; key: string }) => write(id, key),
    onSuccess: () => {
      for (const name of ['registry', 'imports', 'pick']) void queries.invalidateQueries({ queryKey: [name] })
    },
  })
}

export function useCommit() {
  return useBatchWrite((id, key) => api.post<BatchResult>(`/imports/${id}/commit`, undefined, { key }))
}

export function useUndo() {
  return useBatchWrite((id, key) => api.post<BatchResult>(`/imports/${id}/undo`, undefined, { key }))
}
