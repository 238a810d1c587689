import type { ReactNode } from 'react'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Chosen, PersonPicker } from '@/kit'

interface PeopleProps {
  name: string
  label: ReactNode
  optional?: boolean
  value: Named[]
  onValue: (people: Named[]) => void
  /** Who is offered without typing. */
  offers: Named[]
}

/** Several people in their turn. */
export function PeopleField({ name, label, optional, value, onValue, offers }: PeopleProps) {
  const t = useT('duty')
  return (
    <Chosen value={value} onValue={onValue} offers={offers} offered={t('rotate.ours')}>
      {add => <PersonPicker name={name} label={label} optional={optional} value={null} onValue={add} />}
    </Chosen>
  )
}
