import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import {
  Actions,
  Button,
  DateField,
  Form,
  PlacePicker,
  SelectField,
  TextField,
  toast,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import { type Unit, type UnitForm, unitKinds, useRegistryWrite, wireUnit } from './data'
import css from './Registry.module.css'

function filled(comma: string, unit?: Unit): UnitForm {
  return {
    kind: unit?.kind ?? '',
    name: unit?.name ?? '',
    short: unit?.short ?? '',
    parent: unit?.parent ?? null,
    place: unit?.place ? { id: unit.place.code, name: unit.place.name } : null,
    address: unit?.address ?? '',
    aliases: (unit?.aliases ?? []).join(comma),
    code: unit?.code ?? '',
    sector: unit?.sector ?? '',
    regulator: unit?.regulator ?? null,
    since: unit?.since ?? '',
  }
}

interface DetailsProps {
  values: UnitForm
  set: <K extends keyof UnitForm>(name: K, value: UnitForm[K]) => void
}

/** What few units need at first, and the minutes reader and the ledger of enterprises later. */
function UnitDetails({ values, set }: DetailsProps) {
  const t = useT('registry')
  return (
    <>
      <TextField
        name="aliases"
        label={t('unit.aliases')}
        hint={t('unit.aliasesHint')}
        optional
        value={values.aliases}
        onValue={v => set('aliases', v)}
      />
      <TextField
        name="code"
        label={t('unit.code')}
        hint={t('unit.codeHint')}
        optional
        value={values.code}
        onValue={v => set('code', v)}
      />
      <TextField
        name="sector"
        label={t('unit.sector')}
        optional
        value={values.sector}
        onValue={v => set('sector', v)}
      />
      <UnitPicker
        name="regulator"
        label={t('unit.regulator')}
        optional
        value={values.regulator}
        onValue={v => set('regulator', v)}
      />
      <DateField
        name="since"
        label={t('unit.since')}
        optional
        chips={[]}
        value={values.since}
        onValue={v => set('since', v)}
      />
    </>
  )
}

/** A new unit, or another version of one: the earlier stays readable. */
export function UnitDialogForm({ unit, onDone }: { unit?: Unit; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm(filled(t('comma'), unit), ['kind', 'name'])
  const save = useRegistryWrite((body: Record<string, unknown>, key) =>
    unit
      ? api.patch(`/units/${unit.id}`, { ...body, revision: unit.revision }, { key })
      : api.post('/units', body, { key }),
  )
  const done = () => {
    toast(t('unit.saved', { name: form.values.name }))
    onDone()
  }
  const submit = () => {
    const body = wireUnit(form.values)
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  const { values, set } = form
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <SelectField
        {...form.bind('kind')}
        label={t('unit.kind')}
        blank={t('choose')}
        options={unitKinds.map(k => ({ value: k, label: t(`kind.${k}`) }))}
      />
      <TextField {...form.bind('name')} label={t('unit.name')} hint={t('unit.nameHint')} />
      <TextField {...form.bind('short')} label={t('unit.short')} optional />
      <UnitPicker {...form.bind('parent')} label={t('unit.parent')} optional />
      <PlacePicker {...form.bind('place')} label={t('unit.place')} optional />
      <TextField {...form.bind('address')} label={t('unit.address')} optional />
      <details className={css.more} open={Boolean(unit) || Boolean(save.error) || undefined}>
        <summary>{t('unit.more')}</summary>
        <UnitDetails values={values} set={set} />
      </details>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
