import type { Named } from '@/api/types'
import type { Cadence } from '@/rooms/matter/types'

// What the committee's routes send. Offsets count runes of the raw text.

export type { Named }

export type MeetingKind = 'plenary' | 'enlarged' | 'special' | 'regular' | 'video'
export type MeetingState = 'planned' | 'held' | 'minuted' | 'dispatched'
export const meetingKinds: MeetingKind[] = ['plenary', 'enlarged', 'special', 'regular', 'video']

export interface Attendance {
  class: 'leader' | 'member' | 'township' | 'enterprise' | 'other'
  unit?: string
  unitName?: string
  post: string
  name?: string
  seat?: string
  role: 'chair' | 'speech' | 'attend' | 'observe' | 'absent' | 'leave'
  substitute?: string
}
export const seatClasses: Attendance['class'][] = ['leader', 'member', 'township', 'enterprise', 'other']
export const seatRoles: Attendance['role'][] = ['chair', 'speech', 'attend', 'observe', 'absent', 'leave']

export interface AgendaItem {
  title: string
  unit?: string
}

export interface Figure {
  label: string
  value: string
  unit?: string
  period?: string
  source?: { start: number; end: number }
}

export interface Meeting {
  id: string
  number: string
  unit: Named
  kind: MeetingKind
  year: number
  ordinal: number
  title: string
  date: string
  session?: string
  venue?: string
  state: MeetingState
  exercise?: boolean
  agenda: AgendaItem[]
  attendance: Attendance[]
  speeches: { unit?: string; post: string; text: string }[]
  figures: Figure[]
  letters: { ref?: string; text: string }[]
  minutes?: string
  revision: number
}

export type Kind = 'task' | 'commitment' | 'figure' | 'slogan' | 'relay'
export type DecisionState = 'proposed' | 'ticked' | 'dropped' | 'sent' | 'merged' | 'done'
export type Gap = 'no_owner' | 'no_due' | 'no_such_day' | 'ambiguous_owner' | 'due_before_meeting'
export const kinds: Kind[] = ['task', 'commitment', 'figure', 'slogan', 'relay']

export interface Owner {
  said: string
  class: boolean
  units: Named[]
  choices: Named[]
}

export interface OwnerDraft {
  said?: string
  units?: string[]
}

export interface Twin {
  matter: string
  number: string
  title: string
  unit: Named
  due?: string
  shared: string
  why: string
}

/** One step of the reading: the key of a sentence and the words of the text that were found. */
export interface Reason {
  key: string
  words: string[]
}

export interface Decision {
  id: string
  no: number
  kind: Kind
  text: string
  source: { start: number; end: number }
  /** Where it was found, when a person has moved it since. */
  found?: { minutes: string; source: { start: number; end: number }; text: string }
  title: string
  owners: Owner[]
  coOwners: Owner[]
  due?: string
  noSuchDay?: string
  recurrence?: string
  cadence: Cadence
  topic: string
  evidence: string
  urgency: 'ordinary' | 'urgent' | 'extra_urgent'
  standard: string
  why: string
  reasons?: Reason[]
  state: DecisionState
  gaps: Gap[]
  into: { unit: string; matter: string; number: string }[]
  reason?: string
  revision: number
  duplicates?: Twin[]
  matters?: { id: string; number: string; unit: string; state: string }[]
}

/** What became of several that were changed at once. */
export interface Edited {
  items: Decision[]
  refused: { id: string; no: number; title: string; reason: string }[]
}

export interface Loose {
  start: number
  end: number
  text: string
}

export interface Dispatch {
  id: string
  meeting: string
  number: string
  at: string
  office: Named
  recallUntil?: string | null
  matters: { decision: string; unit: Named; matter: string; number: string; merged: boolean }[]
  tasks: { no: number; title: string }[]
  recalled?: string | null
  reason?: string
}

/** How far a dispatch has reached. */
export interface Told {
  matters: number
  signed: number
  told: number
  unread: number
}

export interface Desk {
  meeting: Meeting
  text: string
  decisions: Decision[]
  loose: Loose[]
  dispatches?: Dispatch[]
}

export interface Preview {
  meeting: string
  revision: number
  number: string
  ticked: string[]
  waiting: number
  units: { unit: Named; tasks: number; joins: number }[]
  gaps: { decision: string; no: number; title: string; state: DecisionState; gaps: Gap[] }[]
  duplicates: { decision: string; no: number; title: string; duplicates: Twin[] }[]
  parcels: { decision: string; no: number; title: string; unit: Named; due?: string; into?: string }[]
}

export interface Reading {
  title: string
  date: string
  kind: string
  text: string
  decisions: Decision[]
}

export interface Studied {
  id: string
  title: string
  number?: string
  organ?: string
  due?: string
  units: Named[]
  receipts: { id: string; unit: Named; on: string; at: string; people: number; note: string }[]
  waiting: Named[]
}

export { evidenceKinds } from '@/rooms/matter/types'

/** One version of a meeting's text. */
export interface KeptMinutes {
  id: string
  version: number
  runes: number
  sha256: string
  file: string
  at: string
}

export interface KeptText extends KeptMinutes {
  text: string
}

/** Everything that the page of a meeting shows. */
export interface MeetingView extends Meeting {
  texts: KeptMinutes[]
  documents: Studied[]
  dispatches: Dispatch[]
  /** What the minutes say was studied and nobody has recorded yet. */
  toStudy: { title: string; number?: string }[]
}
