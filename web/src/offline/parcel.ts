import type { FieldProblem, Problem } from '@/api/problem'

// A parcel is one write on its way from this phone to the county: 草稿 → 待传 → 上传中 → 已达（编号） / 冲突 / 退回.

export type ParcelState = 'draft' | 'waiting' | 'uploading' | 'received' | 'conflict' | 'returned'

/** Why a parcel did not get through, in words that are ready to show. */
export interface Refusal {
  status: number
  code: string
  text: string
  errors: FieldProblem[]
}

export interface Parcel {
  /** UUIDv7, made when the work began; the server's Idempotency-Key. */
  id: string
  /** What it is, as room.verb: hazard.capture, inspection.done, matter.feedback. */
  kind: string
  /** What the list calls it. */
  title: string
  method: 'POST' | 'PUT'
  path: string
  body: unknown
  /** SHA-256 of the files that must be there before the body is sent, in order. */
  files: string[]
  /** Files that follow when there is time and bandwidth: originals of stamped pictures. */
  later: string[]
  /** Goes only after this parcel was received: a verb on a hazard after the hazard. */
  after?: string
  /** Only opens the way for the parcel after it: when somebody else has opened it already, that is as good. */
  opens?: boolean
  state: ParcelState
  /** Share of the files sent, 0 to 1. */
  share: number
  made: number
  tries: number
  /** Not before this time (ms): the pause after a failure. */
  next: number
  /** The county's number, once received. */
  number?: string
  /** What the server said when it did not take it. */
  refusal?: Refusal
  /** On a conflict: the record as the county has it. */
  theirs?: unknown
}

/** States in which the county has not received the parcel: "n not yet received" counts exactly these. */
export const owed: readonly ParcelState[] = ['waiting', 'uploading', 'conflict', 'returned']

export const longestPause = 300_000

/** Pauses after failures, in ms: soon at first, never longer than five minutes. */
export const pause = (tries: number): number => Math.min(longestPause, 2_000 * 2 ** Math.min(tries, 8))

/** What the courier does with an answer. */
export type Outcome = 'again' | 'signIn' | 'conflict' | 'returned'

/** judge decides what a refused request means for a parcel. Nothing that may pass is ever given up. */
export function judge(problem: Problem): Outcome {
  const { status, code } = problem
  if (status === 401) return 'signIn'
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'again'
  if (status === 409 && code !== 'key_reused') return 'conflict'
  return 'returned'
}

export function refusalOf(problem: Problem): Refusal {
  return {
    status: problem.status,
    code: problem.code,
    text: problem.detail || problem.title,
    errors: problem.errors,
  }
}
