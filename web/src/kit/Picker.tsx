import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { api, type Query } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { Field } from '@/parts'

interface PickerProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  value: Named | null
  onValue: (value: Named | null) => void
}

interface RemoteProps extends PickerProps {
  path: string
  query?: Query
  placeholder: string
  read: (row: never) => Named & { note?: string }
}

/** A list that the server searches, by name or by the first letters of its pinyin. */
function RemotePicker({ path, query, placeholder, read, name, label, hint, optional, value, onValue }: RemoteProps) {
  const t = useT('kit')
  const [typed, setTyped] = useState('')
  const q = useSettled(typed)
  const found = useQuery({
    queryKey: ['pick', path, query, q],
    queryFn: ({ signal }) => api.get<Page<never>>(path, { ...query, q, limit: 30 }, signal),
    staleTime: 60_000,
  })
  const options = (found.data?.items ?? []).map(read)
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {parts => (
        <Select
          {...parts}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          allowClear
          style={{ width: '100%' }}
          placeholder={placeholder}
          loading={found.isFetching}
          notFoundContent={found.isFetching ? t('picker.searching') : t('picker.none')}
          value={value ? { value: value.id, label: value.name } : null}
          labelInValue
          options={options.map(o => ({ value: o.id, label: o.note ? `${o.name} · ${o.note}` : o.name, title: o.name }))}
          onChange={picked => {
            const one = options.find(o => o.id === picked?.value)
            onValue(one ? { id: one.id, name: one.name } : null)
          }}
        />
      )}
    </Field>
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 200)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

export function UnitPicker(props: PickerProps & { kind?: string }) {
  const t = useT('kit')
  const { kind, ...rest } = props
  return (
    <RemotePicker
      {...rest}
      path="/units"
      query={{ kind }}
      placeholder={t('picker.unit')}
      read={(row: { id: string; name: string }) => row}
    />
  )
}

export function PostPicker(props: PickerProps & { unit?: string }) {
  const t = useT('kit')
  const { unit, ...rest } = props
  return (
    <RemotePicker
      {...rest}
      path="/posts"
      query={{ unit }}
      placeholder={t('picker.post')}
      read={(row: { id: string; title: string; unit?: Named }) => ({
        id: row.id,
        name: unit ? row.title : `${row.unit?.name ?? ''}${row.title}`,
      })}
    />
  )
}

export function PersonPicker(props: PickerProps) {
  const t = useT('kit')
  return (
    <RemotePicker
      {...props}
      path="/people"
      placeholder={t('picker.person')}
      read={(row: { id: string; name: string; mobile?: string }) => ({ id: row.id, name: row.name, note: row.mobile })}
    />
  )
}

export function PlacePicker(props: PickerProps) {
  const t = useT('kit')
  return (
    <RemotePicker
      {...props}
      path="/places"
      placeholder={t('picker.place')}
      read={(row: { code: string; name: string }) => ({ id: row.code, name: row.name, note: row.code })}
    />
  )
}

/** A hazard that is open is found by its number or its words; who owes it stands beside. */
export function HazardPicker(props: PickerProps) {
  const t = useT('kit')
  return (
    <RemotePicker
      {...props}
      path="/hazards"
      query={{ state: 'open' }}
      placeholder={t('picker.hazard')}
      read={(row: { id: string; number: string; text: string; unit: Named }) => ({
        id: row.id,
        name: `${row.number} ${row.text}`,
        note: row.unit.name,
      })}
    />
  )
}

/** A site is found by its name or the first letters of it; the unit that runs it stands beside. */
export function SitePicker(props: PickerProps & { unit?: string }) {
  const t = useT('kit')
  const { unit, ...rest } = props
  return (
    <RemotePicker
      {...rest}
      path="/sites"
      query={{ unit }}
      placeholder={t('picker.site')}
      read={(row: { id: string; name: string; unitName: string }) => ({
        id: row.id,
        name: row.name,
        note: row.unitName,
      })}
    />
  )
}

interface Asked {
  number: string
  title: string
  origin?: { kind: string; id: string }
  unit: Named
}

/** The sentence of a meeting, by the matter that came of it: chosen by its number or words, named by the sentence. */
export function SentencePicker(props: PickerProps) {
  const t = useT('kit')
  return (
    <RemotePicker
      {...props}
      path="/matters"
      placeholder={t('picker.sentence')}
      query={{ origin: 'committee.decision' }}
      read={(row: Asked) => ({ id: row.origin?.id ?? '', name: `${row.number} ${row.title}`, note: row.unit.name })}
    />
  )
}
