import { type ReactNode, useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { readDay, sayDay } from '@/app/time'
import { Field } from './Form'
import css from './Form.module.css'
import { Chip } from './inputs'

/** A short cut, in words that readDay knows. */
export type DayChip = 'today' | 'tomorrow' | '3d' | '7d' | '15d' | 'month-end'

interface DateFieldProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  /** YYYY-MM-DD, or empty. */
  value: string
  onValue: (day: string) => void
  chips?: DayChip[]
}

const usual: DayChip[] = ['today', '3d', '7d', 'month-end']

/** A day is typed as people say it (下周五, 12月5日, 3天) or picked from four chips; what was understood stands beside it. */
export function DateField({ name, label, hint, optional, value, onValue, chips = usual }: DateFieldProps) {
  const t = useT('parts')
  const { lang } = usePrefs()
  const [text, setText] = useState(value)
  const understood = text === '' || readDay(text) !== undefined
  const type = (typed: string) => {
    setText(typed)
    onValue(readDay(typed) ?? '')
  }
  const pick = (chip: DayChip) => {
    const day = readDay(chip) ?? ''
    setText(day)
    onValue(day)
  }
  return (
    <Field name={name} label={label} hint={hint ?? t('date.hint')} optional={optional}>
      {parts => (
        <>
          <div className={css.day}>
            <input
              {...parts}
              className={`${css.input} ${css.dayInput}`}
              value={text}
              onChange={e => type(e.target.value)}
              onBlur={() => value && setText(value)}
              autoComplete="off"
            />
            <output className={css.dayRead}>{understood ? value && sayDay(value, lang) : t('date.unknown')}</output>
          </div>
          <div className={css.chips}>
            {chips.map(chip => (
              <Chip key={chip} pressed={value !== '' && readDay(chip) === value} onPress={() => pick(chip)}>
                {t(`date.chip.${chip}`)}
              </Chip>
            ))}
          </div>
        </>
      )}
    </Field>
  )
}
