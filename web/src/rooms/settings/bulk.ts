import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page, Place } from '@/api/types'

export const unitKinds = [
  'department',
  'township',
  'village',
  'enterprise',
  'party_organ',
  'government_organ',
  'committee_office',
  'public_institution',
  'park',
  'committee',
] as const

/** In the order in which they matter to whoever makes the accounts. */
export const seatStates = ['new', 'waiting', 'has', 'again', 'apart', 'nobody'] as const
export type SeatState = (typeof seatStates)[number]

export interface BulkChoiceForm {
  kinds: string[]
  place: string
  units: Named[]
  below: boolean
}

export const emptyChoice: BulkChoiceForm = { kinds: [], place: '', units: [], below: false }

export interface PlanRow {
  unit: Named
  post: Named
  person?: Named
  state: SeatState
  login?: string
}

export interface Plan {
  items: PlanRow[]
  counts: Partial<Record<SeatState, number>>
}

export interface Slip {
  unit: string
  post: string
  person: string
  login: string
  url: string
  qr: string
  expires_at: string
}

/** Whether anything is chosen: accounts for the whole county are not made by an empty form. */
export function narrows(c: BulkChoiceForm): boolean {
  return c.kinds.length > 0 || c.units.length > 0 || c.place !== ''
}

export function choiceBody(c: BulkChoiceForm) {
  return { kinds: c.kinds, place: c.place || undefined, units: c.units.map(u => u.id), below: c.below || undefined }
}

export function usePlan(choice: BulkChoiceForm) {
  const body = choiceBody(choice)
  return useQuery({
    queryKey: ['settings', 'accounts', 'plan', body],
    queryFn: () => api.post<Plan>('/accounts/plan', body),
    enabled: narrows(choice),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export function useTownships(county: string) {
  return useQuery({
    queryKey: ['settings', 'places', county],
    queryFn: ({ signal }) => api.get<Page<Place>>('/places', { parent: county, limit: 200 }, signal),
    staleTime: 10 * 60_000,
  })
}

/** A cell of a table file: quoted, and with a sign before it where a spreadsheet would take it for a formula. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** The sheet as a file that every spreadsheet opens; the mark in front says that it is UTF-8. */
export function sheetFile(head: string[], rows: string[][]): Blob {
  const lines = [head, ...rows].map(r => r.map(cell).join(','))
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}

/** Paper is read on any day: the date with its year, in the county's time. */
export function until(slip: Slip): string {
  return slip.expires_at.slice(0, 16).replace('T', ' ')
}
