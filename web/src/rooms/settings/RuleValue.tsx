import { usePrefs } from '@/app/prefs'
import css from './Settings.module.css'

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/** What a rule says, whatever its shape: its own keys, its words in the reader's language. */
export function RuleValue({ value }: { value: Value }) {
  const { lang } = usePrefs()
  if (value === null || typeof value !== 'object') return <>{String(value ?? '')}</>
  if (Array.isArray(value)) {
    return (
      <ol className={css.values}>
        {value.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule's lists never change while they are shown
          <li key={i}>
            <RuleValue value={one} />
          </li>
        ))}
      </ol>
    )
  }
  const { zh, en, ...rest } = value
  const words = lang === 'en' ? en : zh
  return (
    <span className={css.value}>
      {words !== undefined && <strong>{String(words)}</strong>}
      {Object.entries(rest).map(([key, one]) => (
        <span key={key} className={css.pair}>
          <span className="muted">{key}</span> <RuleValue value={one} />
        </span>
      ))}
    </span>
  )
}
