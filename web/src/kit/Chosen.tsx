import type { ReactNode } from 'react'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Chip } from '@/parts'
import css from './Chosen.module.css'

interface ChosenProps {
  /** In order. */
  value: Named[]
  onValue: (value: Named[]) => void
  /** What can be added without typing, and what it is called. */
  offers: Named[]
  offered: string
  /** The picker that finds others; it hands them to add. */
  children: (add: (one: Named | null) => void) => ReactNode
}

/** Chosen is several things in an order: those at hand by one press, others by their name. */
export function Chosen({ value, onValue, offers, offered, children }: ChosenProps) {
  const t = useT('kit')
  const has = new Set(value.map(p => p.id))
  const add = (one: Named | null) => {
    if (one && !has.has(one.id)) onValue([...value, one])
  }
  const left = offers.filter(p => !has.has(p.id))
  return (
    <div className={css.all}>
      {children(add)}
      {value.length > 0 && (
        <div className={css.chips}>
          {value.map((p, i) => (
            <Chip key={p.id} pressed onPress={() => onValue(value.filter(o => o.id !== p.id))}>
              <span className="sr-only">{t('chosen.drop', { name: p.name })}</span>
              <span aria-hidden="true">{`${i + 1} ${p.name} ×`}</span>
            </Chip>
          ))}
        </div>
      )}
      {left.length > 0 && (
        <div className={css.chips}>
          <span className="muted">{offered}</span>
          {left.map(p => (
            <Chip key={p.id} onPress={() => add(p)}>
              <span className="sr-only">{t('chosen.add', { name: p.name })}</span>
              <span aria-hidden="true">{`+ ${p.name}`}</span>
            </Chip>
          ))}
        </div>
      )}
    </div>
  )
}
