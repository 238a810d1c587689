import dayjs from 'dayjs'
import type { LampKind } from '@/api/types'
import { countyNow } from '@/app/time'
import type { Grade, HazardRow, State } from './types'

// How a hazard stands, as words and a lamp: from its facts alone, so that a row needs no second question.

export interface Standing {
  kind: LampKind
  days: number
}

type Timed = Pick<HazardRow, 'state' | 'due' | 'overdue'>

const soon = 3

/** lampOf lights the lamp of a hazard; days are those that are left or those that it is late. */
export function lampOf(row: Timed, today = countyNow()): Standing {
  if (row.state === 'closed' || row.state === 'fixed') return { kind: 'closed', days: 0 }
  if (row.state === 'dropped' || !row.due) return { kind: 'none', days: 0 }
  const left = dayjs(row.due).startOf('day').diff(today.startOf('day'), 'day')
  if (row.overdue || left < 0) return { kind: 'overdue', days: Math.max(1, -left) }
  return { kind: left <= soon ? 'soon' : 'normal', days: left }
}

export interface Stuck {
  /** grade, plan, rectify, recheck or accept: what is waited for. */
  step: 'grade' | 'plan' | 'rectify' | 'recheck' | 'accept'
  unit: string
  days: number
}

/** stuckOf says who has to move next and since how many days; nobody, when the hazard is gone. */
export function stuckOf(row: HazardRow, now = new Date()): Stuck | undefined {
  const days = row.since ? Math.max(0, Math.floor((now.getTime() - Date.parse(row.since)) / 86_400_000)) : 0
  const step = steps[row.state]
  if (!step) return undefined
  if (step === 'grade' || step === 'recheck') {
    return { step: step === 'recheck' && row.listed ? 'accept' : step, unit: row.checker.name, days }
  }
  return { step, unit: row.unit.name, days }
}

const steps: Partial<Record<State, Stuck['step']>> = {
  judging: 'grade',
  planned: 'plan',
  rectifying: 'rectify',
  rechecking: 'recheck',
}

/** A grade is a word in a neutral frame: the four colours belong to warnings and risk points. */
export const gradeTone: Record<Grade, 'plain' | 'strong'> = { general: 'plain', maybe_major: 'plain', major: 'strong' }

export const stateTone: Record<State, 'plain' | 'brand' | 'done' | 'strong'> = {
  judging: 'strong',
  planned: 'plain',
  rectifying: 'brand',
  rechecking: 'brand',
  closed: 'done',
  fixed: 'done',
  dropped: 'done',
}
