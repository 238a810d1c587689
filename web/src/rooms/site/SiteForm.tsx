import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  Button,
  Form,
  type FormState,
  PlacePicker,
  SelectField,
  TextField,
  toast,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
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
      <Who bind={form.bind} />
      <Where bind={form.bind} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
      </Actions>
    </Form>
  )
}

type Part = Pick<FormState<Values>, 'bind'>

function Who({ bind }: Part) {
  const t = useT('site')
  const kinds = useSiteKinds()
  return (
    <>
      <TextField {...bind('name')} label={t('fact.name')} hint={t('hint.name')} />
      <SelectField {...bind('kind')} label={t('fact.kind')} blank={t('choose')} options={kinds} />
      <UnitPicker {...bind('unit')} label={t('fact.unit')} hint={t('hint.unit')} />
    </>
  )
}

function Where({ bind }: Part) {
  const t = useT('site')
  return (
    <>
      <PlacePicker {...bind('place')} label={t('fact.place')} />
      <TextField {...bind('point')} label={t('fact.point')} hint={t('hint.point')} optional />
      <TextField {...bind('address')} label={t('fact.address')} optional />
      <TextField {...bind('hours')} label={t('fact.hours')} hint={t('hint.hours')} optional />
      <TextField {...bind('sector')} label={t('fact.sector')} hint={t('hint.sector')} optional />
    </>
  )
}
