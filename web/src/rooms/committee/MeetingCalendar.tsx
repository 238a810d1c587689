import { useEffect, useState } from 'react'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { countyNow } from '@/app/time'
import { IconButton } from '@/kit'
import { monthOf, shiftMonth, weeksOf } from '@/rooms/matter/calendar'
import css from './MeetingCalendar.module.css'
import { MeetingTag } from './MeetingsPage'
import type { Meeting } from './types'

interface CalendarProps {
  meetings: Meeting[]
  more: { has: boolean; busy: boolean; load: () => void }
}

const thisMonth = () => countyNow().format('YYYY-MM')

/** Meetings by month. Older ones are fetched while one turns back. */
export function MeetingCalendar({ meetings, more }: CalendarProps) {
  const t = useT('committee')
  const words = useT('matter')
  const [turned, setTurned] = useState<string>()
  const newest = meetings[0]?.date
  const month = turned ?? (newest ? monthOf(newest) : thisMonth())
  const oldest = meetings.at(-1)?.date ?? ''
  useEffect(() => {
    if (more.has && !more.busy && oldest > `${month}-01`) more.load()
  }, [more, oldest, month])
  const on = (day: string) => meetings.filter(m => m.date === day)
  return (
    <div className={css.wrap}>
      <div className={css.head}>
        <IconButton icon="back" label={words('calendar.before')} onClick={() => setTurned(shiftMonth(month, -1))} />
        <h2>{words('calendar.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })}</h2>
        <IconButton icon="chevron" label={words('calendar.after')} onClick={() => setTurned(shiftMonth(month, 1))} />
      </div>
      <table className={css.grid}>
        <caption className="sr-only">{t('list.calendar')}</caption>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 0].map(d => (
              <th key={d} scope="col">
                {words(`calendar.day.${d}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map(week => (
            <tr key={week[0]?.day}>
              {week.map(cell => (
                <td key={cell.day} className={cell.inMonth ? undefined : css.other}>
                  <span className={css.date}>{Number(cell.day.slice(8))}</span>
                  {on(cell.day).map(m => (
                    <Link key={m.id} to={`/meetings/${m.id}`} className={css.meeting}>
                      <span>{m.title}</span>
                      <MeetingTag meeting={m} />
                    </Link>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
