import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, Dialog, Panel, Tag } from '@/kit'
import { AttendanceForm } from './AttendanceForm'
import css from './Meeting.module.css'
import { type Attendance, type MeetingView, seatClasses } from './types'

/** Who was there, by class and seat; a substitute stands beside the post that was absent. */
export function AttendancePanel({ meeting }: { meeting: MeetingView }) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const [open, setOpen] = useState(false)
  const rows = meeting.attendance
  const away = rows.filter(a => a.role === 'absent' || a.role === 'leave').length
  const edit = may && (
    <Button small look="quiet" onClick={() => setOpen(true)}>
      {t('attendance.edit')}
    </Button>
  )
  return (
    <Panel title={t('attendance.title')} extra={edit}>
      <p className="muted">
        {rows.length === 0 ? t('attendance.none') : t('attendance.sum', { count: rows.length - away, away })}
      </p>
      {seatClasses.map(c => (
        <SeatClass key={c} name={c} rows={rows.filter(r => r.class === c)} />
      ))}
      <Dialog open={open} title={t('attendance.title')} onClose={() => setOpen(false)} width={860}>
        <AttendanceForm meeting={meeting} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

function SeatClass({ name, rows }: { name: Attendance['class']; rows: Attendance[] }) {
  const t = useT('committee')
  if (rows.length === 0) return null
  return (
    <details className={css.class} open={rows.length <= 12}>
      <summary>{t('attendance.class', { name: t(`class.${name}`), count: rows.length })}</summary>
      <ul>
        {rows.map((r, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one sheet, in the order of the seats
          <li key={i} className={css.seat}>
            <span>
              {[r.unitName, r.post, r.name].filter(Boolean).join(' ')}
              {r.substitute && <span className="muted"> {t('attendance.substitute', { post: r.substitute })}</span>}
            </span>
            {r.role !== 'attend' && <Tag tone={r.role === 'absent' ? 'strong' : 'plain'}>{t(`role.${r.role}`)}</Tag>}
          </li>
        ))}
      </ul>
    </details>
  )
}
