import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, DateField, Form, Note, toast, useForm, useKey } from '@/kit'
import { type Unit, useRegistryWrite } from './data'

/** A unit comes to its end on a day; what it did stays readable. */
export function AbolishUnit({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ last: '' }, ['last'])
  const save = useRegistryWrite((body: object, key) => api.post(`/units/${unit.id}/abolish`, body, { key }))
  const submit = () => {
    const body = { revision: unit.revision, last: form.values.last }
    const done = () => {
      toast(t('unit.abolished', { name: unit.name }))
      onDone()
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <Note tone="warn">{t('unit.abolishWhy')}</Note>
      <DateField {...form.bind('last')} label={t('unit.last')} chips={['today', 'month-end']} />
      <Actions>
        <Button type="submit" look="danger" busy={save.isPending}>
          {t('unit.abolish')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
