import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, PlacePicker, SelectField, TextField, toast, UnitPicker, useForm, useKey } from '@/kit'
import { type Site, useSiteKinds, useSiteWrite } from './data'
import { readPoint, sayPoint } from './point'

interface Values {
  name: string
  kind: string
  unit: Named | null
  place: Named | null
  point: string
  address: string
  hours: string
  sector: string
}

const filled = (site?: Site): Values => ({
  name: site?.name ?? '',
  kind: site?.kind ?? '',
  unit: site ? { id: site.unit, name: site.unitName } : null,
  place: site ? { id: site.place, name: site.placeName } : null,
  point: sayPoint(site?.point),
  address: site?.address ?? '',
  hours: site?.hours ?? '',
  sector: site?.sector ?? '',
})

const wire = (v: Values): Record<string, unknown> => ({
  name: v.name.trim(),
  kind: v.kind,
  unit: v.unit?.id ?? '',
  place: v.place?.id ?? '',
  point: readPoint(v.point) ?? undefined,
  address: v.address.trim(),
  hours: v.hours.trim(),
  sector: v.sector.trim(),
})

/** A new site, or another version of one that was seen. */
export function SiteForm({ site, onDone }: { site?: Site; onDone: (site: Site) => void }) {
  const t = useT('site')
  const keyFor = useKey()
  const form = useForm<Values>(filled(site), ['name', 'kind', 'unit', 'place'], v => ({
    ...(readPoint(v.point) === undefined ? { point: t('need.point') } : {}),
  }))
  const save = useSiteWrite((body: Record<string, unknown>, key) =>
    site
      ? api.put<Site>(`/sites/${site.id}`, { ...body, revision: site.revision }, { key })
      : api.post<Site>('/sites', body, { key }),
  )
  const submit = () => {
    const body = wire(form.values)
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  const done = (saved: Site) => {
    toast(t('saved', { name: saved.name }))
    onDone(saved)
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <Who values={form.values} set={form.set} />
      <Where values={form.values} set={form.set} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
      </Actions>
    </Form>
  )
}

interface PartProps {
  values: Values
  set: <K extends keyof Values>(name: K, value: Values[K]) => void
}

function Who({ values, set }: PartProps) {
  const t = useT('site')
  const kinds = useSiteKinds()
  return (
    <>
      <TextField
        name="name"
        label={t('fact.name')}
        hint={t('hint.name')}
        value={values.name}
        onValue={v => set('name', v)}
      />
      <SelectField
        name="kind"
        label={t('fact.kind')}
        blank={t('choose')}
        value={values.kind}
        onValue={v => set('kind', v)}
        options={kinds}
      />
      <UnitPicker
        name="unit"
        label={t('fact.unit')}
        hint={t('hint.unit')}
        value={values.unit}
        onValue={v => set('unit', v)}
      />
    </>
  )
}

function Where({ values, set }: PartProps) {
  const t = useT('site')
  return (
    <>
      <PlacePicker name="place" label={t('fact.place')} value={values.place} onValue={v => set('place', v)} />
      <TextField
        name="point"
        label={t('fact.point')}
        hint={t('hint.point')}
        optional
        value={values.point}
        onValue={v => set('point', v)}
      />
      <TextField
        name="address"
        label={t('fact.address')}
        optional
        value={values.address}
        onValue={v => set('address', v)}
      />
      <TextField
        name="hours"
        label={t('fact.hours')}
        hint={t('hint.hours')}
        optional
        value={values.hours}
        onValue={v => set('hours', v)}
      />
      <TextField
        name="sector"
        label={t('fact.sector')}
        hint={t('hint.sector')}
        optional
        value={values.sector}
        onValue={v => set('sector', v)}
      />
    </>
  )
}
