import { useEffect, useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { type Filters, useFilters } from '@/app/router'
import { Icon, type Option } from '@/parts'
import css from './FilterBar.module.css'
import { Menu } from './Menu'

export interface FilterDef {
  name: string
  label: string
  options: Option[]
  /** What the list shows where nobody has chosen: one of the options always holds, and the chip says which. */
  usual?: string
}

interface FilterBarProps {
  placeholder?: string
  filters?: FilterDef[]
}

/** FilterBar is one smart box and a row of chips. What it says stands in the address, so a filter can be sent as a link. */
export function FilterBar({ placeholder, filters = [] }: FilterBarProps) {
  const [values, change] = useFilters()
  return (
    <search className={css.bar}>
      {placeholder && <SmartBox placeholder={placeholder} value={values.q ?? ''} onValue={q => change({ q })} />}
      {filters.map(f => (
        <FilterChip key={f.name} filter={f} values={values} onPick={value => change({ [f.name]: value })} />
      ))}
    </search>
  )
}

interface BoxProps {
  placeholder: string
  value: string
  onValue: (q: string) => void
}

/** What is typed reaches the address after a breath; what the address says otherwise (back, a link) reaches the box. */
function SmartBox({ placeholder, value, onValue }: BoxProps) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  useEffect(() => {
    if (value !== sent.current) setText(value)
    sent.current = value
  }, [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the clock
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      onValue(text)
    }, 250)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span className={css.box}>
      <Icon name="search" size={16} />
      <input
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={text}
        onChange={e => setText(e.target.value)}
        autoComplete="off"
      />
    </span>
  )
}

function FilterChip({
  filter,
  values,
  onPick,
}: {
  filter: FilterDef
  values: Filters
  onPick: (v: string | null) => void
}) {
  const t = useT('kit')
  const value = values[filter.name] ?? filter.usual
  const chosen = filter.options.find(o => o.value === value)
  const label = chosen ? t('filter.set', { name: filter.label, value: chosen.label }) : filter.label
  if (value && !filter.usual) {
    return (
      <button type="button" className={css.chip} onClick={() => onPick(null)} title={t('filter.clear')}>
        <span>{chosen ? label : t('filter.set', { name: filter.label, value })}</span>
        <Icon name="close" size={12} />
        <span className="sr-only">{t('filter.clear')}</span>
      </button>
    )
  }
  return (
    <Menu
      label={label}
      items={filter.options.map(o => ({ key: o.value, label: o.label, onPick: () => onPick(o.value) }))}
    >
      <span>{label}</span>
    </Menu>
  )
}
