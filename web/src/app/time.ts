import dayjs from 'dayjs'

// Times as people say them here: 今天 14:05, 昨天, 1月17日 周一. The server's clock decides deadlines; this only words them.

const countyMinutes = 8 * 60

/** The wall clock of the county (China has one zone), wherever this browser thinks it is. */
export function countyNow(now = new Date()): dayjs.Dayjs {
  return dayjs(new Date(now.getTime() + (countyMinutes + now.getTimezoneOffset()) * 60_000))
}

/** The server writes instants with the county's offset, so their wall clock is what stands before it. */
function wallClock(at: string): dayjs.Dayjs {
  const county = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\+08:00$/.exec(at)
  return county ? dayjs(county[1]) : countyNow(new Date(at))
}

/** countyDay is the day on the county's wall at an instant (ms), some days on: 2026-01-17. */
export const countyDay = (at: number, days = 0): string => wall(at + days * 24 * 3600_000).slice(0, 10)

/** countyClock is what the county's clock shows at an instant (ms): 2026-01-17 14:05:12. */
export const countyClock = (at: number): string => wall(at).slice(0, 19).replace('T', ' ')

const wall = (at: number) => new Date(at + countyMinutes * 60_000).toISOString()

/** daysUntil counts from today to a day of the county: negative once it is over. */
export function daysUntil(day: string, now = countyNow()): number {
  return dayjs(day.slice(0, 10)).startOf('day').diff(now.startOf('day'), 'day')
}

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
type Lang = keyof typeof weekdays

export function sayTime(at: string, lang: Lang, now = countyNow()): string {
  const t = wallClock(at)
  if (!t.isValid()) return at
  return `${sayDay(t.format('YYYY-MM-DD'), lang, now)} ${t.format('HH:mm')}`
}

export function sayDay(day: string, lang: Lang, now = countyNow()): string {
  const d = dayjs(day.slice(0, 10))
  if (!d.isValid()) return day
  const away = d.startOf('day').diff(now.startOf('day'), 'day')
  const near = lang === 'en' ? ['Yesterday', 'Today', 'Tomorrow'] : ['昨天', '今天', '明天']
  if (Math.abs(away) <= 1) return near[away + 1] ?? day
  const week = weekdays[lang][d.day()] ?? ''
  const sameYear = d.year() === now.year()
  if (lang === 'en') return `${week} ${d.format(sameYear ? 'D MMM' : 'D MMM YYYY')}`
  return `${d.format(sameYear ? 'M月D日' : 'YYYY年M月D日')} ${week}`
}

const units: Record<string, number> = { 天: 1, 日: 1, 周: 7, 星期: 7 }

/**
 * readDay understands what people type into a date field: 2026-12-05, 12-5, 12月5日, 今天, 明天, 后天, 3天, 2周,
 * 下周五, 月底. It returns YYYY-MM-DD, or nothing when the text is no day.
 */
export function readDay(text: string, now = countyNow()): string | undefined {
  const t = text.trim().replace(/\s+/g, '')
  if (t === '') return undefined
  return named(t, now) ?? counted(t, now) ?? weekday(t, now) ?? calendar(t, now)
}

function named(t: string, now: dayjs.Dayjs): string | undefined {
  const names: Record<string, number> = { 今天: 0, today: 0, 明天: 1, tomorrow: 1, 后天: 2 }
  const days = names[t.toLowerCase()]
  if (days !== undefined) return iso(now.add(days, 'day'))
  return ['月底', '月底前', 'month-end'].includes(t) ? iso(now.endOf('month')) : undefined
}

function counted(t: string, now: dayjs.Dayjs): string | undefined {
  const m = /^\+?(\d{1,3})(天|日|周|星期|d|w)(?:后|内)?$/.exec(t)
  if (!m) return undefined
  const per = units[m[2] ?? ''] ?? (m[2] === 'w' ? 7 : 1)
  return iso(now.add(Number(m[1]) * per, 'day'))
}

function weekday(t: string, now: dayjs.Dayjs): string | undefined {
  const m = /^(本|这|下)?(?:周|星期)([一二三四五六日天])$/.exec(t)
  if (!m) return undefined
  const want = '一二三四五六日天'.indexOf(m[2] ?? '') % 7
  const index = m[2] === '天' ? 6 : want
  const monday = now.subtract((now.day() + 6) % 7, 'day')
  return iso(monday.add(index + (m[1] === '下' ? 7 : 0), 'day'))
}

function calendar(t: string, now: dayjs.Dayjs): string | undefined {
  const m = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(t) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(t)
  if (!m) return undefined
  const [year, month, day] = [Number(m[1] ?? now.year()), Number(m[2]), Number(m[3])]
  const d = new Date(year, month - 1, day)
  const real = d.getFullYear() === year && d.getMonth() === month - 1 && d.getDate() === day
  return real ? iso(dayjs(d)) : undefined
}

const iso = (d: dayjs.Dayjs) => d.format('YYYY-MM-DD')
