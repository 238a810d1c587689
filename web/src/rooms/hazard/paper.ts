import { countyNow } from '@/app/time'

// Paper outlives the day: what is "today" on a screen is a date on a page.

export const paperDay = (day?: string | null): string => (day ? day.slice(0, 10) : '')

export const paperTime = (at?: string | null): string => (at ? countyNow(new Date(at)).format('YYYY-MM-DD HH:mm') : '')
