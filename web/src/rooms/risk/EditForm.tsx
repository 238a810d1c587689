import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { AreaField, Chip, Field, Form, RadioField, useForm, useKey } from '@/kit'
import { type RiskView, useRiskWrite, useRules } from './data'
import { FormEnd, NameField, PlaceField, WhatField } from './PointFields'
import css from './Risk.module.css'
import { SiteField } from './SiteField'
import { cornersOf, type Kind, kinds, shapeOf } from './shape'

interface Props {
  risk: RiskView
  onDone: () => void
  onCancel: () => void
}

interface Values {
  name: string
  what: string
  place: Named | null
  accidents: string[]
  site: string
  kind: Kind
  corners: string
}

/** What is written of a point, and where it lies: a place, a line or an area. Its rating and measures have forms of their own. */
export function EditForm({ risk, onDone, onCancel }: Props) {
  const t = useT('risk')
  const keyFor = useKey()
  const known = cornersOf(risk.geometry)
  const begun: Values = {
    name: risk.name,
    what: risk.what ?? '',
    accidents: risk.accidents ?? [],
    site: risk.site ?? '',
    place: risk.place ? { id: risk.place, name: risk.placeName } : null,
    kind: risk.geometry?.type ?? 'Point',
    corners: known ?? '',
  }
  const form = useForm<Values>(begun, ['name'], v => {
    const { wrong, few } = shapeOf(v.kind, v.corners)
    return {
      ...(wrong ? { geometry: t('edit.wrong', { line: wrong }) } : {}),
      ...(few ? { geometry: t(v.kind === 'Point' ? 'edit.one' : 'edit.few', { count: few }) } : {}),
    }
  })
  const save = useRiskWrite((body: Record<string, unknown>, key) => api.put(`/risks/${risk.id}`, body, { key }))
  const { values: v, set } = form
  const submit = () => {
    if (!form.valid()) return
    const body = {
      revision: risk.revision,
      name: v.name.trim(),
      what: v.what.trim(),
      accidents: v.accidents,
      category: risk.category,
      unit: risk.unit.id,
      site: v.site || undefined,
      sector: risk.sector,
      place: v.place?.id,
      ladder: risk.ladder,
      geometry: known === undefined ? risk.geometry : shapeOf(v.kind, v.corners).shape,
    }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <NameField value={v.name} onValue={x => set('name', x)} />
      <WhatField value={v.what} onValue={x => set('what', x)} />
      <Accidents value={v.accidents} onValue={x => set('accidents', x)} />
      <SiteField unit={risk.unit.id} value={v.site} onValue={x => set('site', x)} />
      <PlaceField value={v.place} onValue={x => set('place', x)} />
      {known === undefined ? (
        <p className="muted">{t('edit.holes')}</p>
      ) : (
        <>
          <RadioField
            name="kind"
            label={t('edit.shape')}
            value={v.kind}
            onValue={x => set('kind', x as Kind)}
            options={kinds.map(k => ({ value: k, label: t(`edit.kind.${k}`) }))}
          />
          <AreaField
            name="geometry"
            label={t('edit.corners')}
            hint={t('edit.cornersHint')}
            optional
            rows={v.kind === 'Point' ? 1 : 5}
            value={v.corners}
            onValue={x => set('corners', x)}
          />
        </>
      )}
      <FormEnd busy={save.isPending} onCancel={onCancel} />
    </Form>
  )
}

/** What may happen there, in the words of the policy. */
function Accidents({ value, onValue }: { value: string[]; onValue: (value: string[]) => void }) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const words = useRules().data?.accidents ?? []
  const turn = (key: string) => onValue(value.includes(key) ? value.filter(k => k !== key) : [...value, key])
  return (
    <Field name="accidents" label={t('edit.accidents')} optional>
      {() => (
        <div className={css.chips}>
          {words.map(w => (
            <Chip key={w.key} pressed={value.includes(w.key)} onPress={() => turn(w.key)}>
              {lang === 'en' ? w.en : w.zh}
            </Chip>
          ))}
        </div>
      )}
    </Field>
  )
}
