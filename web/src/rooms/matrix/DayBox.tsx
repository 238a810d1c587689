import { useId } from 'react'
import { Input } from '@/kit'
import css from './Matrix.module.css'

/** A day beside its label, small enough for a bar; what is cleared is left as it was. */
export function DayBox({ label, value, onDay }: { label: string; value: string; onDay: (day: string) => void }) {
  const id = useId()
  return (
    <span className={css.day}>
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="date" value={value} onChange={e => e.target.value && onDay(e.target.value)} />
    </span>
  )
}
