import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, RadioField, toast, useKey } from '@/parts'
import { useLetterWrite } from './data'

/** The answer to an objection: whether it holds, and why; it stands on the record with who gave it. */
export function AnswerForm({ id }: { id: string }) {
  const t = useT('letter')
  const keyFor = useKey()
  const [upheld, setUpheld] = useState('')
  const [answer, setAnswer] = useState('')
  const save = useLetterWrite((body: object, key) => api.post(`/letter-objections/${id}/answer`, body, { key }))
  const submit = () => {
    const body = { upheld: upheld === 'yes', answer: answer.trim() }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: () => toast(t('object.answered')) })
  }
  return (
    <Form onSubmit={submit} problem={save.error} errors={{}}>
      <RadioField
        name="upheld"
        label={t('object.decide')}
        value={upheld}
        onValue={setUpheld}
        options={[
          { value: 'yes', label: t('object.yes') },
          { value: 'no', label: t('object.no') },
        ]}
      />
      <AreaField name="answer" label={t('object.answer')} rows={2} value={answer} onValue={setAnswer} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending} disabled={upheld === ''}>
          {t('object.send')}
        </Button>
      </Actions>
    </Form>
  )
}
