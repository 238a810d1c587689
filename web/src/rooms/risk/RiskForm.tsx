import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { asNumber } from '@/app/number'
import { usePrefs } from '@/app/prefs'
import { navigate } from '@/app/router'
import { Form, SelectField, TextField, toast, UnitPicker, useForm, useKey } from '@/kit'
import { type Risk, useRiskWrite, useRules } from './data'
import { FormEnd, NameField, PlaceField, WhatField } from './PointFields'
import { noRating, RateFields, wireRating } from './RateFields'
import { SiteField } from './SiteField'

interface Values {
  name: string
  what: string
  place: Named | null
  unit: Named | null
  site: string
  ladder: string
  lon: string
  lat: string
}

/** A new risk point: what it is, whose, where, and its first rating. */
export function RiskForm({ onDone }: { onDone: () => void }) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const rules = useRules()
  const keyFor = useKey()
  const [rating, setRating] = useState(noRating)
  const form = useForm<Values>(
    { name: '', what: '', unit: null, site: '', place: null, ladder: '', lon: '', lat: '' },
    ['name', 'unit'],
  )
  const save = useRiskWrite((body: Record<string, unknown>, key) => api.post<Risk>('/risks', body, { key }))
  const { values, set } = form
  const submit = () => {
    if (!form.valid()) return
    const at = values.lon && values.lat
    const body = {
      name: values.name.trim(),
      what: values.what.trim(),
      unit: values.unit?.id,
      site: values.site || undefined,
      place: values.place?.id,
      ladder: values.ladder || undefined,
      geometry: at ? { type: 'Point', coordinates: [asNumber(values.lon), asNumber(values.lat)] } : undefined,
      rating: wireRating(rating),
    }
    const onSuccess = (r: Risk) => {
      toast(t('new.saved', { number: r.number }))
      onDone()
      navigate(`/risks/${r.id}`)
    }
    save.mutate({ body, key: keyFor(body) }, { onSuccess })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <NameField value={values.name} onValue={x => set('name', x)} />
      <UnitPicker
        name="unit"
        label={t('unit')}
        value={values.unit}
        onValue={v => {
          set('unit', v)
          set('site', '')
        }}
      />
      {values.unit && <SiteField unit={values.unit.id} value={values.site} onValue={v => set('site', v)} />}
      <WhatField value={values.what} onValue={x => set('what', x)} />
      {!values.site && (
        <>
          <PlaceField value={values.place} onValue={x => set('place', x)} />
          <TextField {...form.bind('lon')} label={t('lon')} optional inputMode="decimal" />
          <TextField {...form.bind('lat')} label={t('lat')} optional inputMode="decimal" />
        </>
      )}
      <SelectField
        {...form.bind('ladder')}
        label={t('ladder')}
        optional
        blank={t('ladderBlank')}
        options={(rules.data?.ladders ?? []).map(l => ({ value: l.key, label: lang === 'en' ? l.en : l.zh }))}
      />
      <RateFields rating={rating} onRating={setRating} />
      <FormEnd busy={save.isPending} onCancel={onDone} />
    </Form>
  )
}
