import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, TextField, toast, useForm, useKey } from '@/kit'
import { type Person, useRegistryWrite } from './data'

interface PersonFormProps {
  /** Whom to correct; nobody: somebody who is not in the address book yet. */
  person?: Person
  onDone: (person: Named) => void
  onCancel: () => void
}

/** A person: a name, and a number only if somebody has to be reached by it. */
export function PersonForm({ person, onDone, onCancel }: PersonFormProps) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ name: person?.name ?? '', mobile: person?.mobile ?? '' }, ['name'])
  const save = useRegistryWrite((body: object, key) =>
    person
      ? api.patch<Named>(`/people/${person.id}`, { ...body, revision: person.revision }, { key })
      : api.post<Named>('/people', body, { key }),
  )
  const submit = () => {
    const body = { name: form.values.name.trim(), mobile: form.values.mobile.trim() }
    const done = (saved: Named) => {
      toast(t('people.saved', { name: body.name }))
      onDone(saved)
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <TextField {...form.bind('name')} label={t('person.name')} autoComplete="off" />
      <TextField
        {...form.bind('mobile')}
        label={t('person.mobile')}
        hint={t('person.mobileHint')}
        optional
        inputMode="tel"
        autoComplete="off"
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t(person ? 'save' : 'person.save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
