import { sayTime } from '@/app/time'
import type { Lang } from '@/app/translate'

/** One message that left, or will leave, by a channel. */
export interface Delivery {
  id: string
  channel: string
  address: string
  state: string
  attempts: number
  due_at: string
  at: string
  error: string
}

type Words = (key: string, values?: Record<string, unknown>) => string

/** sayState says where a message stands: what holds it back, until when, and why it did not go. */
export function sayState(t: Words, d: Delivery, lang: Lang, now = Date.now()): string {
  const key = own[d.error]
  const why = d.state === 'skipped' || !d.error ? '' : ` · ${key ? t(`why.${key}`) : d.error}`
  if (d.state !== 'waiting' || Date.parse(d.due_at) - now < 60_000) return t(`delivery.${d.state}`) + why
  return t(d.attempts > 0 ? 'delivery.again' : 'delivery.quiet', { at: sayTime(d.due_at, lang) }) + why
}

/** What the program itself gives as a reason; anything else came from mail servers and robots and stays as they said it. */
const own: Record<string, string> = {
  'mail is switched off': 'mailOff',
  'robots are switched off': 'robotsOff',
  'the address was withdrawn': 'withdrawn',
  'not a web address': 'noAddress',
  "the answer is not a robot's": 'noRobot',
  'the address lies inside the own network and is not on the allow-list': 'inside',
}
