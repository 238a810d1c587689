// What the server sends, by hand until api/openapi.yaml generates schema.d.ts; then these become aliases of it.

export interface Page<T> {
  items: T[]
  next?: string | null
  total?: number
}

export interface Named {
  id: string
  name: string
}

export interface Place {
  code: string
  name: string
}

export interface Seat {
  id: string
  title: string
  unit: Named
  kind?: string
  place?: string
  roles: string[]
}

export interface Session {
  id: string
  account: { id: string; login: string; name: string; has_totp?: boolean; bound?: boolean }
  post: Seat | null
  posts: Seat[]
  county: Place
  demo: boolean
  must_change?: boolean
  actions: string[]
}

export interface DemoPost {
  login: string
  name: string
  title: string
  unit: string
  role: string
  hint: string
}

export type LampKind = 'normal' | 'soon' | 'overdue' | 'closed' | 'unsigned' | 'none'

export interface Lamp {
  kind: LampKind
  days?: number
  text: string
}

export type MatterState = 'issued' | 'doing' | 'reported' | 'returned' | 'closed' | 'recalled'

export interface MatterRow {
  id: string
  number: string
  title: string
  topic: string
  state: MatterState
  lamp: Lamp
  unit: Named
  area?: Place | null
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

export type TodoKind =
  | 'sign'
  | 'do'
  | 'help'
  | 'review'
  | 'grant'
  | 'decide'
  | 'paper'
  | 'relay'
  | 'duty'
  | 'letter'
  | 'objection'
  | 'mark'
  | 'check'
  | 'served'
  | 'unserved'
  | 'vouch'

export interface TodoItem {
  kind: TodoKind
  title: string
  why: string
  verb: string
  label: string
  matter: MatterRow
  paper?: string
  /** The document to be relayed; the matter is then empty but for its lamp. */
  relay?: Relay | null
  /** The finding of the matrix that the unit is asked about. */
  duty?: string
  /** The page on which it is done; the matter is then empty but for its lamp. */
  link?: string
  /** The path to post to that does it at once. */
  act?: string
}

/** A document that the unit still has to relay (传达学习). */
export interface Relay {
  id: string
  meeting: string
  title: string
  number: string
  organ: string
  due?: string | null
  from: string
}

export interface Todo {
  sentence: string
  items: TodoItem[] | null
  due: number
  overdue: number
  waiting: number
}

export interface FileRef {
  hash: string
  name: string
  size: number
  type: string
}

export interface Notice {
  id: string
  kind: string
  ref?: { kind: string; id: string } | null
  title: string
  text: string
  /** The page it opens, from the root of the site. */
  path: string
  urgent: boolean
  at: string
  read_at?: string | null
  done_at?: string | null
}
