import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { FileRef, Named } from '@/api/types'
import { useWrite, type Write } from '@/app/useWrite'
import type { Assessed } from './assessed'

export const kinds = ['department', 'township', 'village', 'enterprise'] as const
export type Kind = (typeof kinds)[number]

export interface Party {
  unit: string
  name: string
  post: string
  title: string
}

interface Signing {
  name: string
  at: string
}

/** Until when a letter is to be signed, or an objection answered. */
export interface Clock {
  due: string
  late?: boolean
}

export interface Row {
  id: string
  number: string
  year: number
  kind: Kind
  title: string
  state: 'draft' | 'sent' | 'signed' | 'withdrawn'
  issuer: Party
  signer: Party
  hash?: string
  signed: { issuer?: Signing; signer?: Signing }
  clock?: Clock
  revision: number
}

export interface Cover {
  unit: string
  name: string
  gap: 'none' | 'draft' | 'unsigned' | 'left' | 'ok'
  wants: string[]
  letter?: string
  number?: string
  issuer?: string
  /** The unit that issues. */
  by?: string
  clock?: Clock
}

export interface CoverPage {
  year: number
  items: Cover[]
  next: string
}

export interface Tally {
  good: number
  bad: number
  open: number
  waived: number
}

export interface Mark {
  self: number
  text: string
  files?: FileRef[]
  checked?: number
  found?: string
}

export interface Line {
  key: string
  zh: string
  en: string
  how: string
  metric?: string
  evidence?: string
  points: number
  full: number
  state: 'counted' | 'clean' | 'none' | 'absent' | 'waiting' | 'self' | 'checked'
  tally: Tally
  target?: number
  each?: number
  mark?: Mark
}

export interface Score {
  points: number
  base: number
  full: number
  gradeZh: string
  gradeEn: string
  vetoed: boolean
  waiting: number
  open: number
  absent: number
  parts: { key: string; zh: string; en: string; points: number; full: number; clauses: Line[] }[]
  adjusts: Line[]
  vetoes: { key: string; zh: string; en: string; metric: string; count: number; struck: boolean; left: number }[]
  controls: { key: string; zh: string; en: string; metric: string; count: number; max: number; passed: boolean }[]
}

export interface Objection {
  id: string
  letter: string
  number: string
  fact: string
  title: string
  state: 'open' | 'answered' | 'lapsed'
  text: string
  files?: FileRef[]
  at: string
  clock?: Clock
  upheld: boolean
  answer?: string
  answerAt?: string
  byName: Named
  answerName: Named
}

export interface Letter extends Row {
  text: string
  version: string
  /** As it stands now. */
  score: Score
  /** From the freeze of its year on: the score that counts. */
  assessed?: Assessed
  signatures: {
    id: string
    role: 'issuer' | 'signer'
    unit: string
    post: string
    person: string
    suite: string
    public: string
    at: string
    holds: boolean
    entry: number
    sealed: boolean
  }[]
  objections: Objection[]
  left: string[]
  can: string[]
  metrics: Record<string, { zh: string; en: string }>
  checkpoint: string
}

export interface Fact {
  ref: string
  metric: string
  verdict: 'good' | 'bad' | 'open' | 'waived'
  day: string
  n: number
  title: string
  href: string
  unitName: string
}

export interface Key {
  id: string
  suite: string
  name: string
  /** Where it was made; absent: on the server, as keys were before. */
  born?: 'device'
  made: string
  ended?: string
}

export interface Team {
  name: string
  posts: string[]
  letters: string[]
}

export interface Round {
  year: number
  state: 'open' | 'frozen' | 'closed'
  teams?: Team[]
  selfBy?: string
  /** The document that tells of the results. */
  bulletin?: string
  /** Of the posts on the teams. */
  names?: Record<string, string>
}

export interface Review {
  id: string
  letter: string
  name: string
  number: string
  frozen: Score
  final?: Score
}

/** The points that nobody knows yet: they wait for a mark, or there is no record. */
export const undecided = (score: { waiting: number; open: number }): number => score.waiting + score.open

/** While points are undecided, no grade is spoken of. */
export const open = (score: { waiting: number; open: number; vetoed: boolean }): boolean =>
  undecided(score) > 0 && !score.vetoed

/** A letter is called by its number, which it gets when it is sent. */
export const called = (l: { number: string; title: string }): string => l.number || l.title

/** Hundredths of a point, as people write them. */
export const points = (h: number): string => String(Math.round(h) / 100)

export const thisYear = (): number => new Date().getFullYear()

/** In which role the reader may sign the letter now; empty: in none. */
export function roleOf(letter: Letter): 'signer' | 'issuer' | '' {
  if (letter.can.includes('sign:signer')) return 'signer'
  return letter.can.includes('sign:issuer') ? 'issuer' : ''
}

export function useLetter(id: string) {
  return useQuery({
    queryKey: ['letter', 'one', id],
    queryFn: ({ signal }) => api.get<Letter>(`/letters/${id}`, {}, signal),
  })
}

export function useFacts(id: string, metric: string, verdict: string) {
  return useQuery({
    queryKey: ['letter', 'facts', id, metric, verdict],
    queryFn: ({ signal }) =>
      api.get<{ items: Fact[]; next: string }>(`/letters/${id}/facts`, { metric, verdict, limit: 200 }, signal),
    enabled: metric !== '',
  })
}

export function useKeys() {
  return useQuery({
    queryKey: ['letter', 'keys'],
    queryFn: ({ signal }) => api.get<{ items: Key[] }>('/letter-keys', {}, signal),
  })
}

/** A write to the room: afterwards every list of it is asked for again. */
export const useLetterWrite = <B, R = unknown>(write: Write<B, R>) => useWrite(write, 'letter', 'todo')
