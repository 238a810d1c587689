import { type ReactNode, useState } from 'react'
import { useT } from '@/app/i18n'
import { Field } from './Form'
import css from './Form.module.css'

interface PasswordProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  value: string
  onValue: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
}

/** A password, hidden until its owner wants to see what was typed: on a phone nobody types it right blindly. */
export function PasswordField({ name, label, hint, optional, value, onValue, autoComplete }: PasswordProps) {
  const t = useT('parts')
  const [seen, setSeen] = useState(false)
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts => (
        <span className={css.password}>
          <input
            {...parts}
            type={seen ? 'text' : 'password'}
            name={name}
            className={css.input}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={e => onValue(e.target.value)}
          />
          <button type="button" className={css.reveal} aria-controls={parts.id} onClick={() => setSeen(!seen)}>
            {t(seen ? 'password.hide' : 'password.show')}
          </button>
        </span>
      )}
    </Field>
  )
}
