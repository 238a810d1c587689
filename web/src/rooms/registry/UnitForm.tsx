import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import {
  Actions,
  Button,
  DateField,
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

/** What few units need at first, and the minutes reader and the ledger of enterprises later. */
function UnitDetails({ bind }: Pick<FormState<UnitForm>, 'bind'>) {
  const t = useT('registry')
  return (
    <>
      <TextField {...bind('aliases')} label={t('unit.aliases')} hint={t('unit.aliasesHint')} optional />
      <TextField {...bind('code')} label={t('unit.code')} hint={t('unit.codeHint')} optional />
      <TextField {...bind('sector')} label={t('unit.sector')} optional />
      <UnitPicker {...bind('regulator')} label={t('unit.regulator')} optional />
      <DateField {...bind('since')} label={t('unit.since')} optional chips={[]} />
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
        <UnitDetails bind={form.bind} />
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
