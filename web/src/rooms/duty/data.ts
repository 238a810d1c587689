import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useWrite, type Write } from '@/app/useWrite'

export const shiftKinds = ['whole', 'day', 'night'] as const
export type ShiftKind = (typeof shiftKinds)[number]

/** One turn on a duty post; ends is the first instant that it no longer covers. */
export interface Shift {
  id: string
  unit: Named
  post: Named
  kind: ShiftKind
  starts: string
  ends: string
  person: Named
  leader: Named | null
  note?: string
  status: string
  revision: number
}

export interface Gap {
  from: string
  to: string
}

export interface Roster {
  items: Shift[]
  gaps: Gap[]
  unit: Named
  may: boolean
}

export interface Watch {
  unit: Named
  post: Named
  person: Named
  leader: Named | null
  shift?: string
  via: 'roster' | 'post' | 'lead'
}

export interface Told {
  note: string
  given_by: Named
  given_at: string
  taken_by: Named | null
  taken_at: string | null
}

export interface ShiftCard extends Shift {
  changes: { role: string; was: Named; became: Named; reason: string; at: string }[]
  heard: Told | null
  told: Told | null
}

/** A shift that is not stored yet. */
export interface Draft {
  post: string
  kind: ShiftKind
  starts: string
  ends: string
  person: string
  leader?: string
  note?: string
}

export interface DutyPost {
  id: string
  title: string
  kind: string
  holders?: { person: Named }[] | null
}

export function useRoster(unit: string, date: string, to: string) {
  return useQuery({
    queryKey: ['duty', 'roster', unit, date, to],
    queryFn: ({ signal }) => api.get<Roster>('/duty', { unit, date, to }, signal),
    placeholderData: old => (old?.unit.id === unit ? old : undefined),
  })
}

/** Who answers for a unit now; nobody is an answer too. */
export function useNow(unit: string) {
  return useQuery({
    queryKey: ['duty', 'now', unit],
    queryFn: ({ signal }) => api.get<Page<Watch>>('/duty/now', { unit }, signal),
    retry: false,
  })
}

export function useShift(id: string) {
  return useQuery({
    queryKey: ['duty', 'shift', id],
    queryFn: ({ signal }) => api.get<ShiftCard>(`/duty/${id}`, {}, signal),
  })
}

export function useDutyPosts(unit: string) {
  return useQuery({
    queryKey: ['registry', 'posts', unit],
    queryFn: ({ signal }) => api.get<Page<DutyPost>>('/posts', { unit, limit: 200 }, signal),
  })
}

/** A write to a roster: afterwards it is asked for again. */
export const useDutyWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'duty')
