import { useEffect, useState } from 'react'
import { useSay } from '@/rooms/matter/say'
import css from './Kiosk.module.css'

/** The time on the wall, to the minute. */
export function Clock() {
  const say = useSay()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000)
    return () => clearInterval(timer)
  }, [])
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
  const day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
  return (
    <time className={css.clock} dateTime={`${day}T${time}`}>
      {say.day(day)} {time}
    </time>
  )
}
