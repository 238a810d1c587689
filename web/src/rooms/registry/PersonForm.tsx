import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, TextField, useForm, useKey } from '@/kit'
import { useRegistryWrite } from './data'

/** Somebody who is not in the address book yet. */
export function PersonForm({ onDone, onCancel }: { onDone: (person: Named) => void; onCancel: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ name: '', mobile: '' }, v => ({ ...(v.name.trim() ? {} : { name: t('person.nameMissing') }) }))
  const save = useRegistryWrite((body: object, key) => api.post<Named>('/people', body, { key }))
  const submit = () => {
    const body = { name: form.values.name.trim(), mobile: form.values.mobile.trim() }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <TextField
        name="name"
        label={t('person.name')}
        autoComplete="off"
        value={form.values.name}
        onValue={v => form.set('name', v)}
      />
      <TextField
        name="mobile"
        label={t('person.mobile')}
        hint={t('person.mobileHint')}
        optional
        inputMode="tel"
        autoComplete="off"
        value={form.values.mobile}
        onValue={v => form.set('mobile', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('person.save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
