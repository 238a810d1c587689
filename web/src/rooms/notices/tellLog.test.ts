import { expect, test } from 'vitest'
import { type Delivery, sayState } from './tell'

const t = (key: string, values?: Record<string, unknown>) => (values ? `${key} ${values.at}` : key)
const now = Date.parse('2026-11-27T14:00:00Z')
const message = (change: Partial<Delivery>): Delivery => ({
  id: '1',
  channel: 'wecom',
  address: '***',
  state: 'waiting',
  attempts: 0,
  due_at: '2026-11-27T14:00:00Z',
  at: '2026-11-27T14:00:00Z',
  error: '',
  ...change,
})

test('a message says what holds it back, until when, and why it did not go', () => {
  const say = (change: Partial<Delivery>) => sayState(t, message(change), 'zh-CN', now)
  expect(say({})).toBe('delivery.waiting')
  expect(say({ due_at: '2026-11-27T23:00:00Z' })).toMatch(/^delivery\.quiet .*07:00$/)
  expect(say({ due_at: '2026-11-27T14:05:00Z', attempts: 2, error: '502' })).toMatch(/^delivery\.again .* · 502$/)
  expect(say({ state: 'failed', error: 'mail is switched off' })).toBe('delivery.failed · why.mailOff')
  expect(say({ state: 'skipped', error: 'read before it was sent' })).toBe('delivery.skipped')
})
