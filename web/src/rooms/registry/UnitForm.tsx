import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, PlacePicker, SelectField, TextField, toast, UnitPicker, useForm, useKey } from '@/kit'
import { type Unit, type UnitForm, unitKinds, useRegistryWrite, wireUnit } from './data'

function filled(unit?: Unit): UnitForm {
  return {
    kind: unit?.kind ?? '',
    name: unit?.name ?? '',
    short: unit?.short ?? '',
    parent: unit?.parent ?? null,
    place: unit?.place ? { id: unit.place.code, name: unit.place.name } : null,
    address: unit?.address ?? '',
  }
}

/** A new unit, or another version of one: the earlier stays readable. */
export function UnitDialogForm({ unit, onDone }: { unit?: Unit; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm(filled(unit), v => ({
    ...(v.kind ? {} : { kind: t('unit.kindMissing') }),
    ...(v.name.trim() ? {} : { name: t('unit.nameMissing') }),
  }))
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
        name="kind"
        label={t('unit.kind')}
        blank={t('choose')}
        value={values.kind}
        onValue={v => set('kind', v)}
        options={unitKinds.map(k => ({ value: k, label: t(`kind.${k}`) }))}
      />
      <TextField
        name="name"
        label={t('unit.name')}
        hint={t('unit.nameHint')}
        value={values.name}
        onValue={v => set('name', v)}
      />
      <TextField name="short" label={t('unit.short')} optional value={values.short} onValue={v => set('short', v)} />
      <UnitPicker
        name="parent"
        label={t('unit.parent')}
        optional
        value={values.parent}
        onValue={v => set('parent', v)}
      />
      <PlacePicker name="place" label={t('unit.place')} optional value={values.place} onValue={v => set('place', v)} />
      <TextField
        name="address"
        label={t('unit.address')}
        optional
        value={values.address}
        onValue={v => set('address', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
