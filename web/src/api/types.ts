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

export interface PostBrief {
  id: string
  title: string
  unit: Named & { kind?: string }
  roles: string[]
}

export interface Session {
  account: { id: string; login: string; name: string }
  post: PostBrief | null
  posts: PostBrief[]
  county: Place
  demo: boolean
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

export interface Verb {
  verb: string
  label: string
  primary?: boolean
}

export interface TodoItem {
  kind: 'sign' | 'do' | 'review' | 'extension' | 'receipt' | 'decide'
  lamp: Lamp
  title: string
  why: string
  matter: MatterRow | null
  ref: { kind: string; id: string }
  due?: string | null
  verbs: Verb[]
}

export interface Todo {
  sentence: string
  items: TodoItem[]
  waiting?: { count: number; text: string } | number | string | null
}

export interface FileRef {
  hash: string
  name: string
  size: number
  type: string
}

export interface Notice {
  id: string
  title: string
  body?: string
  at: string
  read: boolean
  ref?: { kind: string; id: string } | null
}
