import { expect, it } from 'vitest'
import { weakness } from './password'

const rule = { minLength: 10, maxLength: 128, minClasses: 3, refuseLast: 5 }

it.each([
  ['Short1!', '', 'short'],
  ['abcdefghijk1', '', 'simple'],
  ['安全生产 Anlan 县', '', undefined],
  ['Office-2026-abc', 'office', 'login'],
  ['Stone-bridge 47', 'office', undefined],
  ['Stone-bridge 47', '', undefined],
  [`Aa1${'x'.repeat(126)}`, '', 'long'],
])('%s of %s is %s', (password, login, want) => expect(weakness(password, login, rule)).toBe(want))

it('says nothing of a rule that is not known', () => expect(weakness('a', '', undefined)).toBeUndefined())
