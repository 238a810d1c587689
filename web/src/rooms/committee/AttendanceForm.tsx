import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, IconButton, Input, useKey } from '@/kit'
import css from './Meeting.module.css'
import { useSave } from './queries'
import { type Attendance, type MeetingView, seatClasses, seatRoles } from './types'

const blank: Attendance = { class: 'member', post: '', role: 'attend' }

/** The sheet of attendance as rows; a block copied from Excel (post, name, substitute) pastes into as many. */
export function AttendanceForm({ meeting, onDone }: { meeting: MeetingView; onDone: () => void }) {
  const t = useT('committee')
  const [rows, setRows] = useState<Attendance[]>(meeting.attendance.length ? meeting.attendance : [{ ...blank }])
  const save = useSave('put', `/meetings/${meeting.id}/attendance`)
  const key = useKey()
  const set = (at: number, change: Partial<Attendance>) =>
    setRows(old => old.map((r, i) => (i === at ? { ...r, ...change } : r)))
  const paste = (at: number, text: string) => {
    const lines = text.split(/\r?\n/).filter(line => line.trim())
    if (lines.length < 2 && !text.includes('\t')) return false
    const fresh = lines.map(line => {
      const [post = '', name = '', substitute = ''] = line.split('\t').map(cell => cell.trim())
      return { ...blank, class: rows[at]?.class ?? 'member', post, name, substitute }
    })
    setRows(old => [...old.slice(0, at), ...fresh, ...old.slice(at + 1)])
    return true
  }
  const body = { revision: meeting.revision, items: rows.filter(r => r.post.trim() || r.unit || r.unitName) }
  return (
    <Form onSubmit={() => save.mutate({ body, key: key(body) }, { onSuccess: onDone })} problem={save.error}>
      <p className="muted">{t('attendance.hint')}</p>
      <div className={css.sheet}>
        <table>
          <thead>
            <tr>
              {['class', 'post', 'name', 'role', 'substitute'].map(h => (
                <th key={h} scope="col">
                  {t(`attendance.column.${h}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <SeatRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet being typed has only its order
                key={i}
                row={row}
                onSet={change => set(i, change)}
                onPaste={text => paste(i, text)}
                onDrop={() => setRows(old => old.filter((_, j) => j !== i))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('attendance.save')}
        </Button>
        <Button icon="plus" onClick={() => setRows(old => [...old, { ...blank }])}>
          {t('attendance.add')}
        </Button>
      </Actions>
    </Form>
  )
}

interface SeatProps {
  row: Attendance
  onSet: (change: Partial<Attendance>) => void
  onPaste: (text: string) => boolean
  onDrop: () => void
}

function SeatRow({ row, onSet, onPaste, onDrop }: SeatProps) {
  const t = useT('committee')
  const label = (name: string) => t(`attendance.column.${name}`)
  return (
    <tr>
      <td>
        <select
          className={css.pick}
          aria-label={label('class')}
          value={row.class}
          onChange={e => onSet({ class: e.target.value as Attendance['class'] })}
        >
          {seatClasses.map(c => (
            <option key={c} value={c}>
              {t(`class.${c}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Input
          aria-label={label('post')}
          value={[row.unitName, row.post].filter(Boolean).join(' ')}
          onPaste={e => onPaste(e.clipboardData.getData('text')) && e.preventDefault()}
          onChange={e => onSet({ post: e.target.value, unit: undefined, unitName: undefined })}
        />
      </td>
      <td>
        <Input aria-label={label('name')} value={row.name ?? ''} onChange={e => onSet({ name: e.target.value })} />
      </td>
      <td>
        <select
          className={css.pick}
          aria-label={label('role')}
          value={row.role}
          onChange={e => onSet({ role: e.target.value as Attendance['role'] })}
        >
          {seatRoles.map(r => (
            <option key={r} value={r}>
              {t(`role.${r}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Input
          aria-label={label('substitute')}
          value={row.substitute ?? ''}
          onChange={e => onSet({ substitute: e.target.value })}
        />
      </td>
      <td>
        <IconButton icon="close" label={t('attendance.drop')} onClick={onDrop} />
      </td>
    </tr>
  )
}
