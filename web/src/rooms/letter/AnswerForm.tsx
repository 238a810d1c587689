import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, RadioField, toast, useForm, useKey } from '@/parts'
import { useLetterWrite } from './data'

/** The answer to an objection: whether it holds, and why; it stands on the record with who gave it. */
export function AnswerForm({ id }: { id: string }) {
  const t = useT('letter')
  const keyFor = useKey()
  const form = useForm({ upheld: '', answer: '' }, ['upheld', 'answer'])
  const save = useLetterWrite((body: object, key) => api.post(`/letter-objections/${id}/answer`, body, { key }))
  const submit = () => {
    if (!form.valid()) return
    const body = { upheld: form.values.upheld === 'yes', answer: form.values.answer.trim() }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: () => toast(t('object.answered')) })
  }
  return (
    <Form onSubmit={submit} problem={save.error} errors={form.errors}>
      <RadioField
        {...form.bind('upheld')}
        label={t('object.decide')}
        options={[
          { value: 'yes', label: t('object.yes') },
          { value: 'no', label: t('object.no') },
        ]}
      />
      <AreaField {...form.bind('answer')} label={t('object.answer')} rows={2} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('object.send')}
        </Button>
      </Actions>
    </Form>
  )
}
