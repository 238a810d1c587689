import { useEffect, useState } from 'react'
import { countyNow } from '@/app/time'
import { useSay } from '@/rooms/matter/say'
import css from './Kiosk.module.css'

/** The county's date and time on the wall, to the minute. */
export function Clock() {
  const say = useSay()
  const [now, setNow] = useState(() => countyNow())
  useEffect(() => {
    const timer = setInterval(() => setNow(countyNow()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time className={css.clock} dateTime={now.format('YYYY-MM-DDTHH:mm')}>
      {say.day(now.format('YYYY-MM-DD'))} {now.format('HH:mm')}
    </time>
  )
}
