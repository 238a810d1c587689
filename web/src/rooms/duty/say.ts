import dayjs from 'dayjs'
import type { T } from '@/app/i18n'
import { sayDay } from '@/app/time'
import { clockOf, dayOf } from './days'

/** When a shift is, the way a roster on the wall says it. */
export function saySpan(t: T, lang: 'zh-CN' | 'en', starts: string, ends: string): string {
  const days = dayjs(dayOf(ends)).diff(dayOf(starts), 'day')
  const key = days === 0 ? 'time.same' : days === 1 ? 'time.next' : 'time.long'
  return t(key, {
    day: sayDay(dayOf(starts), lang),
    last: sayDay(dayOf(ends), lang),
    from: clockOf(starts),
    to: clockOf(ends),
  })
}
