import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { Field } from './Form'
import css from './Form.module.css'
import { Chip } from './inputs'

interface UnitSearchProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  value: Named | null
  onValue: (unit: Named | null) => void
}

/** Choose a unit without a list widget: type a little, press one of the answers. Works with one thumb. */
export function UnitSearch({ name, label, hint, optional, value, onValue }: UnitSearchProps) {
  const t = useT('parts')
  const [text, setText] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])
  const found = useQuery({
    queryKey: ['pick', '/units', q],
    queryFn: ({ signal }) => api.get<Page<Named>>('/units', { q, limit: 8 }, signal),
    enabled: q !== '',
    staleTime: 60_000,
  })
  const list = q === '' ? [] : (found.data?.items ?? [])
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts =>
        value ? (
          <div className={css.chips}>
            <Chip pressed onPress={() => onValue(null)}>
              {t('unit.chosen', { name: value.name })}
            </Chip>
          </div>
        ) : (
          <>
            <input
              {...parts}
              className={css.input}
              value={text}
              placeholder={t('unit.placeholder')}
              autoComplete="off"
              onChange={e => setText(e.target.value)}
            />
            <div className={css.chips} role="status">
              {list.map(unit => (
                <Chip key={unit.id} onPress={() => onValue({ id: unit.id, name: unit.name })}>
                  {unit.name}
                </Chip>
              ))}
              {q !== '' && found.isSuccess && list.length === 0 && <span className={css.hint}>{t('unit.none')}</span>}
            </div>
          </>
        )
      }
    </Field>
  )
}
