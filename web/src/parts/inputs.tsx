import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { Field } from './Form'
import css from './Form.module.css'

interface Common {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
}

type TextProps = Common & {
  value: string
  onValue: (value: string) => void
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'value' | 'onChange'>

export function TextField({ name, label, hint, optional, value, onValue, ...rest }: TextProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts => (
        <input
          {...rest}
          {...parts}
          name={name}
          className={css.input}
          value={value}
          onChange={e => onValue(e.target.value)}
        />
      )}
    </Field>
  )
}

type AreaProps = Common & {
  value: string
  onValue: (value: string) => void
} & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'value' | 'onChange'>

export function AreaField({ name, label, hint, optional, value, onValue, ...rest }: AreaProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts => (
        <textarea
          rows={4}
          {...rest}
          {...parts}
          name={name}
          className={`${css.input} ${css.area}`}
          value={value}
          onChange={e => onValue(e.target.value)}
        />
      )}
    </Field>
  )
}

export interface Option {
  value: string
  label: string
}

type ChoiceProps = Common & { value: string; onValue: (value: string) => void; options: Option[]; blank?: string }

/** A native list: every phone and every reader knows it. */
export function SelectField({ name, label, hint, optional, value, onValue, options, blank }: ChoiceProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts => (
        <select {...parts} name={name} className={css.input} value={value} onChange={e => onValue(e.target.value)}>
          {blank !== undefined && <option value="">{blank}</option>}
          {options.map(o => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A few choices, all in sight. */
export function RadioField({ name, label, hint, value, onValue, options }: ChoiceProps) {
  return (
    <Field name={name} label={label} hint={hint}>
      {parts => (
        <div className={css.choices} role="radiogroup" aria-label={typeof label === 'string' ? label : undefined}>
          {options.map((o, i) => (
            <label key={o.value} className={css.check}>
              <input
                type="radio"
                id={i === 0 ? parts.id : undefined}
                name={parts.id}
                checked={value === o.value}
                onChange={() => onValue(o.value)}
              />
              <span>{o.label}</span>
            </label>
          ))}
        </div>
      )}
    </Field>
  )
}

export function CheckField({
  label,
  checked,
  onChecked,
}: {
  label: ReactNode
  checked: boolean
  onChecked: (checked: boolean) => void
}) {
  return (
    <label className={css.check}>
      <input type="checkbox" checked={checked} onChange={e => onChecked(e.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

/** Bare controls for places that have their own label. */
export function Input(props: InputHTMLAttributes<HTMLInputElement>) {
  return <input {...props} className={css.input} />
}

export function Chip({ pressed, onPress, children }: { pressed?: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className={css.chip} aria-pressed={pressed ?? undefined} onClick={onPress}>
      {children}
    </button>
  )
}
