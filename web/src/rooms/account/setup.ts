import { type FieldProblem, fieldName, Problem } from '@/api/problem'
import { type SeatForm, type SeatName, seatNames } from './data'
import { tooWeak } from './NewPassword'
import type { PasswordRule } from './password'

const seat: SeatForm = { login: '', name: '', password: '' }

export const blankSetup = {
  county: { code: '', name: '' },
  sysadmin: { ...seat, login: 'sysadmin' },
  secadmin: { ...seat, login: 'secadmin' },
  auditor: { ...seat, login: 'auditor' },
  office: { ...seat, login: 'office' },
}

export type SetupValues = typeof blankSetup

type Words = (key: string, values?: Record<string, unknown>) => string

/** wrongIn finds the gaps of one step, so that nobody learns of them three steps later. The server checks everything. */
export function wrongIn(v: SetupValues, step: number, t: Words, rule?: PasswordRule): Record<string, string> {
  if (step === 1) {
    return pruned({
      'county.code': /^\d{6}$/.test(v.county.code.trim()) ? '' : t('setup.codeWrong'),
      'county.name': v.county.name.trim() ? '' : t('setup.countyMissing'),
    })
  }
  const names = step === 2 ? seatNames.slice(0, 3) : seatNames.slice(3)
  return pruned(Object.assign({}, ...names.map(name => wrongSeat(name, v[name], t, rule))) as Record<string, string>)
}

function wrongSeat(name: SeatName, s: SeatForm, t: Words, rule?: PasswordRule): Record<string, string> {
  const who = { who: t(`setup.seat.${name}`) }
  return {
    [`${name}.name`]: s.name.trim() ? '' : t('setup.nameMissing', who),
    [`${name}.login`]: s.login.trim() ? '' : t('setup.loginMissing', who),
    [`${name}.password`]: s.password ? tooWeak(s.password, s.login.trim(), rule, t) : t('setup.passwordMissing', who),
  }
}

function pruned(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''))
}

/** refusedIn keeps, of what the server refused, what stands on this step; the rest waits on its own. */
export function refusedIn(step: number, error: unknown): unknown {
  if (!(error instanceof Problem)) return error
  const here = error.errors.filter(e => stepOf([e]) === step)
  if (error.errors.length > 0 && here.length === 0) return undefined
  return new Problem(error.status, error.code, error.title, error.detail, here, error.trace)
}

/** stepOf says on which step the first refused field stands. */
export function stepOf(errors: FieldProblem[]): number {
  const steps = errors
    .map(e => fieldName(e.location))
    .map(name => (name.startsWith('county') ? 1 : name.startsWith('office') ? 3 : 2))
  return steps.length > 0 ? Math.min(...steps) : 3
}
