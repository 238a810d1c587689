import type { ReactNode } from 'react'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Chip, PersonPicker } from '@/kit'
import css from './Duty.module.css'

interface PeopleProps {
  name: string
  label: ReactNode
  optional?: boolean
  value: Named[]
  onValue: (people: Named[]) => void
  /** Who is offered without typing. */
  offers: Named[]
}

/** Several people in an order: those of the unit by one press, others by name. */
export function PeopleField({ name, label, optional, value, onValue, offers }: PeopleProps) {
  const t = useT('duty')
  const chosen = new Set(value.map(p => p.id))
  const add = (p: Named | null) => p && !chosen.has(p.id) && onValue([...value, p])
  const left = offers.filter(p => !chosen.has(p.id))
  return (
    <div className={css.list}>
      <PersonPicker name={name} label={label} optional={optional} value={null} onValue={add} />
      {value.length > 0 && (
        <div className={css.chips}>
          {value.map((p, i) => (
            <Chip key={p.id} pressed onPress={() => onValue(value.filter(o => o.id !== p.id))}>
              <span className="sr-only">{t('rotate.drop', { name: p.name })}</span>
              <span aria-hidden="true">{`${i + 1} ${p.name} ×`}</span>
            </Chip>
          ))}
        </div>
      )}
      {left.length > 0 && (
        <div className={css.chips}>
          <span className="muted">{t('rotate.ours')}</span>
          {left.map(p => (
            <Chip key={p.id} onPress={() => add(p)}>
              <span className="sr-only">{t('rotate.add', { name: p.name })}</span>
              <span aria-hidden="true">{`+ ${p.name}`}</span>
            </Chip>
          ))}
        </div>
      )}
    </div>
  )
}
