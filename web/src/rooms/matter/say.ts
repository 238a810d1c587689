import { usePrefs } from '@/app/prefs'
import { sayDay, sayTime } from '@/app/time'

/** useSay words days and instants in the language of the screen. */
export function useSay() {
  const { lang } = usePrefs()
  return {
    day: (day?: string | null) => (day ? sayDay(day, lang) : ''),
    time: (at?: string | null) => (at ? sayTime(at, lang) : ''),
  }
}
