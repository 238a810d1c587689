// What /api/v1/matters sends.

export interface Named {
  id: string
  name: string
}

export interface Area {
  code: string
  name: string
}

export type State = 'issued' | 'doing' | 'reported' | 'returned' | 'closed' | 'recalled'
export type LampKind = 'normal' | 'soon' | 'overdue' | 'unsigned' | 'closed' | 'none'

export interface LampData {
  kind: LampKind
  days?: number
  text: string
}

export interface MatterRow {
  id: string
  number: string
  title: string
  topic: string
  state: State
  lamp: LampData
  unit: Named
  area?: Area | null
  due?: string | null
  opened: string
  stuck?: string
  rung?: string
  urgency?: string
  origin?: { kind: string; id: string } | null
  reopened?: number
  exercise?: boolean
  revision: number
}

export interface MatterPage {
  items: MatterRow[] | null
  next?: string | null
  /** The bounded search ended before the list did. */
  more?: boolean
  count?: number | null
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
  signedAt?: string | null
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
  signDue?: string | null
  deadline?: string | null
  recallUntil?: string | null
  asked?: { from: string; until: string; reason: string; by: string; at: string } | null
  hops?: number
  suggest?: Named | null
  ladder?: Rung[] | null
  papers?: Paper[] | null
  parents?: { kind: string; id: string; title: string; href?: string }[] | null
  can?: Verb[] | null
  stuckParts?: { unit: string; waiting: string; since: string; days: number; tried: number; rung: string } | null
}

export interface Rung {
  key: string
  label: string
  at?: string | null
  done: boolean
}

export interface FileRef {
  hash: string
  name: string
  type: string
  size: number
}

export interface Happening {
  id: string
  pos: number
  kind: string
  at: string
  who: string
  whoUnit?: string
  by: 'person' | 'clock' | 'system'
  title: string
  text?: string
  files?: FileRef[] | null
  paper?: string | null
  href?: string | null
}

export interface Timeline {
  items: Happening[] | null
  next?: string | number | null
}

export interface CalendarDay {
  date: string
  total: number
  overdue: number
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
