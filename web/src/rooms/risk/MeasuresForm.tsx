import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { asNumber } from '@/app/number'
import { usePrefs } from '@/app/prefs'
import { uuidv7 } from '@/app/uuid'
import { Actions, AreaField, Button, Form, SelectField, TextField, useKey } from '@/kit'
import { type Measure, type RiskView, useRiskWrite, useRules } from './data'
import css from './Risk.module.css'

/** A measure while it is written: how often it is checked stays as it was typed. */
type Writing = Omit<Measure, 'every'> & { every: string }

interface Props {
  risk: RiskView
  onDone: () => void
  onCancel: () => void
}

/** The measures of a point, each at a level of its ladder, with how often it is checked. */
export function MeasuresForm({ risk, onDone, onCancel }: Props) {
  const t = useT('risk')
  const keyFor = useKey()
  const [list, setList] = useState<Writing[]>(
    risk.measures?.length
      ? risk.measures.map(m => ({ ...m, every: String(m.every ?? 0) }))
      : [fresh(risk.gaps?.[0] ?? '')],
  )
  const save = useRiskWrite((body: object, key) =>
    api.post(`/risks/${risk.id}/measures`, { ...body, revision: risk.revision }, { key }),
  )
  const change = (i: number, to: Partial<Writing>) => setList(list.map((m, n) => (n === i ? { ...m, ...to } : m)))
  const submit = () => {
    const body = { measures: list.filter(m => m.text.trim()).map(m => ({ ...m, every: asNumber(m.every || '0') })) }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      {list.map((m, i) => (
        <Fields
          key={m.id}
          risk={risk}
          at={`measures[${i}]`}
          measure={m}
          onChange={to => change(i, to)}
          onDrop={() => setList(list.filter((_, n) => n !== i))}
        />
      ))}
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button icon="plus" onClick={() => setList([...list, fresh(risk.gaps?.[0] ?? '')])}>
          {t('addMeasure')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}

const fresh = (level: string): Writing => ({ id: uuidv7(), kind: 'management', text: '', level, every: '30' })

interface FieldsProps {
  risk: RiskView
  at: string
  measure: Writing
  onChange: (to: Partial<Writing>) => void
  onDrop: () => void
}

function Fields({ risk, at, measure, onChange, onDrop }: FieldsProps) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const rules = useRules()
  const word = (x: { zh: string; en: string }) => (lang === 'en' ? x.en : x.zh)
  const levels = rules.data?.ladders.find(l => l.key === risk.ladder)?.levels ?? []
  return (
    <fieldset className={css.group}>
      <legend className="sr-only">{measure.text || t('addMeasure')}</legend>
      <SelectField
        name={`${at}.level`}
        label={t('atLevel')}
        blank={t('choose')}
        value={measure.level}
        onValue={level => onChange({ level })}
        options={levels.map(l => ({ value: l.key, label: word(l) }))}
      />
      <SelectField
        name={`${at}.kind`}
        label={t('measureKind')}
        value={measure.kind}
        onValue={kind => onChange({ kind })}
        options={(rules.data?.measures ?? []).map(k => ({ value: k.key, label: word(k) }))}
      />
      <AreaField
        name={`${at}.text`}
        label={t('measure')}
        rows={2}
        value={measure.text}
        onValue={text => onChange({ text })}
      />
      <TextField
        name={`${at}.every`}
        label={t('every')}
        hint={t('everyHint')}
        inputMode="numeric"
        value={measure.every}
        onValue={every => onChange({ every, next: '' })}
      />
      <Button onClick={onDrop}>{t('dropMeasure')}</Button>
    </fieldset>
  )
}
