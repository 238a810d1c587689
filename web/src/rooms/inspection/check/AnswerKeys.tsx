import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Chip } from '@/parts'
import css from './Check.module.css'
import type { ItemProps } from './ItemCard'
import { useTools } from './tools'

/** AnswerKeys takes the answer of one item by its kind; yes, no and not applicable are three big keys. */
export function AnswerKeys({ state, check, point, onAnswer, label }: ItemProps & { label: string }) {
  const t = useT('check')
  const { Spot } = useTools()
  const { item } = state
  const answer = check.answers[item.name]
  switch (item.kind) {
    case 'yesno':
      return (
        <Keys
          label={label}
          options={yesNo(check, item.list).map(v => ({ value: v, label: t(v) }))}
          chosen={[answer?.value ?? '']}
          onKey={value => onAnswer({ value })}
        />
      )
    case 'choice':
    case 'choices':
      return <Options state={state} check={check} onAnswer={onAnswer} label={label} />
    case 'integer':
    case 'number':
    case 'text':
      return (
        <input
          className={css.search}
          aria-label={label}
          inputMode={item.kind === 'integer' ? 'numeric' : item.kind === 'number' ? 'decimal' : undefined}
          maxLength={item.kind === 'text' ? 2000 : 60}
          value={answer?.value ?? ''}
          onChange={e => onAnswer({ value: e.target.value })}
        />
      )
    case 'barcode':
      return <Code value={answer?.value ?? ''} label={label} onValue={value => onAnswer({ value })} />
    case 'place':
      return <Spot label={label} spot={answer?.point} here={point} onSpot={spot => onAnswer({ point: spot })} />
    default:
      return null
  }
}

/** A code on a cylinder or an extinguisher: scanned, or typed where it cannot be read. */
function Code({ value, label, onValue }: { value: string; label: string; onValue: (value: string) => void }) {
  const { Scan } = useTools()
  return (
    <div className={css.group}>
      <input
        className={css.search}
        aria-label={label}
        maxLength={60}
        value={value}
        onChange={e => onValue(e.target.value)}
      />
      {Scan && <Scan onText={text => onValue(text.slice(0, 60))} />}
    </div>
  )
}

/** A list of the checklist's own may leave out "not applicable". */
function yesNo(check: ItemProps['check'], list: string | undefined): string[] {
  const own = check.form.lists?.find(l => l.name === list)?.options.map(o => o.value)
  return ['yes', 'no', 'na'].filter(v => !own || own.includes(v))
}

function Options({ state, check, onAnswer, label }: ItemProps & { label: string }) {
  const { lang } = usePrefs()
  const { item } = state
  const answer = check.answers[item.name]
  const options = (check.form.lists?.find(l => l.name === item.list)?.options ?? []).map(o => ({
    value: o.value,
    label: (lang === 'en' && o.labelEn) || o.label,
  }))
  if (item.kind === 'choice') {
    return <Keys label={label} options={options} chosen={[answer?.value ?? '']} onKey={value => onAnswer({ value })} />
  }
  const chosen = answer?.values ?? []
  const toggle = (v: string) => onAnswer({ values: chosen.includes(v) ? chosen.filter(o => o !== v) : [...chosen, v] })
  return <Keys label={label} options={options} chosen={chosen} onKey={toggle} />
}

interface KeysProps {
  label: string
  options: { value: string; label: string }[]
  chosen: string[]
  onKey: (value: string) => void
}

function Keys({ label, options, chosen, onKey }: KeysProps) {
  return (
    <fieldset className={options.length <= 3 ? css.keys : css.many}>
      <legend className="sr-only">{label}</legend>
      {options.map(o => (
        <Chip key={o.value} pressed={chosen.includes(o.value)} onPress={() => onKey(o.value)}>
          {o.label}
        </Chip>
      ))}
    </fieldset>
  )
}
