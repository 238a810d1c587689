import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, TextField, toast, UnitPicker, useKey } from '@/kit'
import { type Cover, thisYear, useLetterWrite } from './data'

interface Made {
  made: unknown[]
  wrong: { unit: string; name: string; why: string }[]
}

interface BirthProps {
  units: Cover[]
  /** Who usually issues such letters. */
  issuer: Named | null
  onDone: () => void
}

/** Letters from the template in force, one for each unit; what cannot be made is said and holds nobody up. */
export function BirthForm({ units, issuer: usual, onDone }: BirthProps) {
  const t = useT('letter')
  const keyFor = useKey()
  const [issuer, setIssuer] = useState(usual)
  const [year, setYear] = useState(String(thisYear()))
  const [wrong, setWrong] = useState<Made['wrong']>([])
  const make = useLetterWrite((body: object, key) => api.post<Made>('/letters', body, { key }))
  const submit = () => {
    const body = { year: Number(year), issuer: issuer?.id ?? '', signers: units.map(u => u.unit) }
    make.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: out => {
          toast(t('birth.made', { count: out.made.length }))
          setWrong(out.wrong)
          if (out.wrong.length === 0) onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={make.error}>
      <p>{units.map(u => u.name).join(t('comma'))}</p>
      <UnitPicker
        name="issuer"
        label={t('role.issuer')}
        hint={t('birth.issuerHint')}
        value={issuer}
        onValue={setIssuer}
      />
      <TextField name="year" label={t('yearOf')} inputMode="numeric" value={year} onValue={setYear} />
      {wrong.length > 0 && (
        <Note tone="warn">
          {wrong.map(w => (
            <p key={w.unit}>
              {w.name}：{w.why}
            </p>
          ))}
        </Note>
      )}
      <Actions>
        <Button type="submit" look="primary" busy={make.isPending}>
          {t('birth.make', { count: units.length })}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
