import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import { usePrefs } from '@/app/prefs'
import { useWrite, type Write } from '@/app/useWrite'

type Sent = components['schemas']

export type Item = Sent['checklist.Item']
export type Form = Sent['checklist.Form']
export type List = Sent['checklist.List']
export type Ask = Sent['checklist.Ask']
export type Basis = Sent['checklist.Basis']
export type Answer = Sent['checklist.Answer']
export type Inspection = Sent['inspection.Inspection']
export type InspectionView = Sent['InspectionView']
export type ChecklistRow = Sent['ChecklistRow']
export type ChecklistView = Sent['ChecklistView']
export type ImportedForm = Sent['ImportedForm']
export type FormMark = Sent['FormMark']
export type Plan = Sent['inspection.Plan']
export type PlanView = Sent['PlanPageView']
export type Duty = Sent['inspection.Duty']
export type Gap = Sent['GapRow']
export type Permit = Sent['inspection.Permit']
export type PermitView = Sent['PermitView']
export type PermitKind = Sent['rule.PermitKind']

export const sources = ['self', 'village', 'township', 'department', 'joint'] as const
export const results = ['clean', 'found', 'void'] as const
export const itemKinds = [
  'yesno',
  'choice',
  'choices',
  'integer',
  'number',
  'text',
  'note',
  'photo',
  'place',
  'barcode',
  'group',
] as const
export const rounds = ['once', 'month', 'quarter', 'half', 'year'] as const

export function useOne<R>(key: string, path: string, query = {}, enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['inspection', key, path, query],
    queryFn: ({ signal }) => api.get<R>(path, query, signal),
  })
}

/** A write to the room: afterwards every list of it is asked for again. */
export const useRoomWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'inspection', 'hazard')

/** useSay picks the words of a record in the reader's language; where one is missing, the other. */
export function useSay(): (zh?: string, en?: string) => string {
  const { lang } = usePrefs()
  return (zh, en) => (lang === 'en' ? en || zh : zh || en) ?? ''
}

/** The kinds of sites, by key, in the reader's language. */
export function useSiteKinds(): { value: string; label: string }[] {
  const say = useSay()
  const kinds = useQuery({
    queryKey: ['sites', 'kinds'],
    queryFn: ({ signal }) =>
      api.get<{ items?: { key: string; zh: string; en: string }[]; kinds?: { key: string; zh: string; en: string }[] }>(
        '/sites/kinds',
        {},
        signal,
      ),
    staleTime: 10 * 60_000,
  })
  const list = kinds.data?.items ?? kinds.data?.kinds ?? []
  return list.map(k => ({ value: k.key, label: say(k.zh, k.en) }))
}

/** Every checklist that is in use, for a list to choose from. */
export function usePublished() {
  return useOne<{ items: ChecklistRow[] }>('published', '/checklists', { state: 'published', limit: 200 })
}
