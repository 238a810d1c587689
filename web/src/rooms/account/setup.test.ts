import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { blankSetup, refusedIn, stepOf, wrongIn } from './setup'

const at = (location: string) => ({ location: `body.${location}`, message: location, called: '' })
const t = (key: string) => key

it.each([
  [['county.code'], 1],
  [['auditor.password'], 2],
  [['office.login'], 3],
  [['office.login', 'sysadmin.name'], 2],
  [[], 3],
])('what is wrong with %j is mended on step %i', (fields, step) => expect(stepOf(fields.map(at))).toBe(step))

it('shows on each step only what is refused there', () => {
  const problem = new Problem(422, 'x', 'two things', '', [at('secadmin.login'), at('office.login')])
  expect((refusedIn(2, problem) as Problem).errors).toEqual([at('secadmin.login')])
  expect((refusedIn(3, problem) as Problem).errors).toEqual([at('office.login')])
  expect(refusedIn(1, problem)).toBeUndefined()
  const general = new Problem(409, 'account_setup_done', 'done before', '')
  expect((refusedIn(1, general) as Problem).code).toBe('account_setup_done')
})

it('asks for the fields of one step at a time', () => {
  expect(Object.keys(wrongIn(blankSetup, 1, t))).toEqual(['county.code', 'county.name'])
  expect(Object.keys(wrongIn(blankSetup, 3, t))).toEqual(['office.name', 'office.password'])
  const office = { name: '王演示', login: 'office', password: 'short' }
  const rule = { minLength: 10, maxLength: 128, minClasses: 3, refuseLast: 5 }
  expect(wrongIn({ ...blankSetup, office }, 3, t, rule)).toEqual({ 'office.password': 'rule.short' })
  expect(wrongIn({ ...blankSetup, county: { code: '620521', name: '清水县' } }, 1, t)).toEqual({})
})
