// What /api/v1/matters sends.

import type { FileRef, Lamp, MatterRow, MatterState, Named, Place } from '@/api/types'

/** 反馈频率, from the finest to the coarsest. */
export const cadences = [
  'none',
  'daily',
  'weekly',
  'tenday',
  'biweekly',
  'monthly',
  'quarterly',
  'semiannual',
  'yearly',
] as const
export type Cadence = (typeof cadences)[number]

export type { FileRef, MatterRow, Named }
export type Area = Place
export type LampData = Lamp
export type State = MatterState

export interface MatterPage {
  items: MatterRow[] | null
  next?: string | null
  /** The bounded search ended before the list did. */
  more?: boolean
}

export type VerbName =
  | 'sign'
  | 'feedback'
  | 'review'
  | 'grant'
  | 'transfer'
  | 'extension'
  | 'return'
  | 'urge'
  | 'recall'
  | 'reopen'

export interface Verb {
  verb: VerbName
  primary: boolean
}

export interface Ask {
  kind: string
  min: number
  label: string
}

export interface Paper {
  id: string
  key: string
  label: string
  number: string
  at: string
  signed?: string | null
  unit?: Named | null
  days?: number
}

export interface Detail extends MatterRow {
  text: string
  standard?: string
  coUnits?: Named[] | null
  issuer: Named
  reviewer: Named
  evidence: { kind: string; asks?: Ask[] | null; photos: number; documents: number }
  cadence?: string
  known: string
  deadline?: string | null
  recallUntil?: string | null
  signed?: string | null
  closed?: string | null
  asked?: { from: string; until: string; reason: string; by: Named; at: string } | null
  hops?: number
  suggest?: Named | null
  ladder?: Rung[] | null
  papers?: Paper[] | null
  parents?: { kind: string; id: string; title: string; href?: string }[] | null
  can?: Verb[] | null
  /** The versions of the policies that it was born with. */
  policy?: Record<string, string> | null
}

export interface Rung {
  key: string
  label: string
  at?: string | null
  done: boolean
}

export interface Happening {
  id: string
  pos: number
  kind: string
  at: string
  who?: Named | null
  by: 'person' | 'clock' | 'system'
  title: string
  text?: string
  files?: FileRef[] | null
  paper?: string | null
}

export interface Timeline {
  items: Happening[] | null
  next?: string | number | null
}

export interface CalendarDay {
  date: string
  total: number
  working?: boolean
}

export const openStates: State[] = ['issued', 'doing', 'reported', 'returned']
export const topics = [
  'work-safety',
  'hazard',
  'fire',
  'forest-fire',
  'earthquake',
  'flood',
  'geology',
  'transport',
  'construction',
  'hazmat',
  'mine',
  'gas',
  'school',
  'tourism',
  'epidemic',
  'education',
  'warning',
  'plan-drill',
  'duty',
  'responsibility',
  'campaign',
  'relief',
  'other',
] as const

/** The kinds of proof that policy evidence knows. */
export const evidenceKinds = [
  'ordinary',
  'inspection',
  'rectification',
  'document',
  'training',
  'drill',
  'relay',
  'report',
  'duty',
] as const
