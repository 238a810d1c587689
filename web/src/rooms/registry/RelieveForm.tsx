import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, DateField, Form, Note, toast, useForm, useKey } from '@/kit'
import { type Holder, useRegistryWrite } from './data'

/** Somebody leaves a post and nobody follows yet. */
export function RelieveForm({ holder, onDone }: { holder: Holder; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ last: '' }, ['last'])
  const save = useRegistryWrite((body: object, key) => api.post(`/holdings/${holder.id}/end`, body, { key }))
  const submit = () => {
    const body = { revision: holder.revision, last: form.values.last }
    const done = () => {
      toast(t('post.relieved', { name: holder.person.name }))
      onDone()
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <Note>{t('post.relieveWhy')}</Note>
      <DateField {...form.bind('last')} label={t('unit.last')} chips={['today', 'month-end']} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('post.relieve')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
