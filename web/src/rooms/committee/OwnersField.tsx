import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Field, Icon } from '@/kit'
import { draftOf } from './picks'
import css from './Sheet.module.css'
import type { Named, Owner, OwnerDraft } from './types'

interface OwnersProps {
  name: string
  label: string
  optional?: boolean
  /** The server looks the names up only when the form is sent. */
  later?: boolean
  owners: Owner[]
  onOwners: (owners: OwnerDraft[]) => void
}

/** Who does it, as the text says it or as a unit is called; a class such as all townships counts its units. */
export function OwnersField({ name, label, optional, later, owners, onOwners }: OwnersProps) {
  const t = useT('committee')
  const drop = (at: number) => onOwners(owners.filter((_, i) => i !== at).map(draftOf))
  const choose = (at: number, unit: Named) =>
    onOwners(owners.map((o, i) => (i === at ? { said: o.said, units: [unit.id] } : draftOf(o))))
  return (
    <Field name={name} label={label} optional={optional}>
      {parts => (
        <>
          {owners.length > 0 && (
            <ul className={css.owners}>
              {owners.map((o, i) => (
                <OwnerChip
                  key={o.said}
                  owner={o}
                  later={later}
                  onDrop={() => drop(i)}
                  onChoose={unit => choose(i, unit)}
                />
              ))}
            </ul>
          )}
          <OwnerInput
            id={parts.id}
            about={parts['aria-describedby']}
            placeholder={t('owners.add')}
            onAdd={draft => onOwners([...owners.map(draftOf), draft])}
          />
        </>
      )}
    </Field>
  )
}

function OwnerChip({
  owner: o,
  later,
  onDrop,
  onChoose,
}: {
  owner: Owner
  later?: boolean
  onDrop: () => void
  onChoose: (unit: Named) => void
}) {
  const t = useT('committee')
  const text = o.class ? t('item.class', { said: o.said, count: o.units.length }) : (o.units[0]?.name ?? o.said)
  return (
    <li className={css.owner}>
      <span className={css.ownerName} title={o.units.map(u => u.name).join('、')}>
        {text}
        {!later && o.units.length === 0 && o.choices.length === 0 && (
          <span className={css.unknown}>{t('owners.unknown')}</span>
        )}
      </span>
      <button type="button" className={css.remove} aria-label={t('owners.remove', { name: text })} onClick={onDrop}>
        <Icon name="close" size={12} />
      </button>
      {o.choices.length > 0 && (
        <span className={css.choices}>
          {t('owners.which')}
          {o.choices.map(unit => (
            <button key={unit.id} type="button" className={css.choice} onClick={() => onChoose(unit)}>
              {unit.name}
            </button>
          ))}
        </span>
      )}
    </li>
  )
}

interface InputProps {
  id: string
  about?: string
  placeholder: string
  onAdd: (draft: OwnerDraft) => void
}

/** A box with the units' names to choose from; any other wording is looked up by the server. */
function OwnerInput({ id, about, placeholder, onAdd }: InputProps) {
  const list = useId()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const found = useQuery({
    queryKey: ['pick', 'units', q],
    queryFn: ({ signal }) =>
      api.get<{ items: (Named & { short?: string })[] | null }>('/units', { q, limit: 12 }, signal),
    enabled: q.length > 0,
    staleTime: 60_000,
  })
  const units = found.data?.items ?? []
  const add = (said: string) => {
    if (!said.trim()) return
    const unit = units.find(u => u.name === said.trim() || u.short === said.trim())
    onAdd(unit ? { said: unit.name, units: [unit.id] } : { said: said.trim() })
    setText('')
  }
  const keys = (e: KeyboardEvent) => {
    if (e.key !== 'Enter') return
    e.preventDefault()
    add(text)
  }
  return (
    <>
      <input
        id={id}
        aria-describedby={about}
        className={css.ownerInput}
        list={list}
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        onChange={e => {
          const typed = e.target.value
          if (units.some(u => u.name === typed) && !(e.nativeEvent as InputEvent).inputType) add(typed)
          else setText(typed)
        }}
        onKeyDown={keys}
        onBlur={() => add(text)}
      />
      <datalist id={list}>
        {units.map(u => (
          <option key={u.id} value={u.name} />
        ))}
      </datalist>
    </>
  )
}
