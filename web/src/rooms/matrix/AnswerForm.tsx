import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, RadioField, toast, UnitPicker, useKey } from '@/kit'
import { useMatrixWrite } from './data'
import type { Finding } from './finding'

/** Agreed, or not and why, or which other unit. */
export function AnswerForm({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [agrees, setAgrees] = useState('yes')
  const [reason, setReason] = useState('')
  const [other, setOther] = useState<Named | null>(null)
  const write = useMatrixWrite((body: object, key) => api.post(`/matrix/findings/${finding.id}/answer`, body, { key }))
  const submit = () => {
    const body = {
      agrees: agrees === 'yes',
      reason: reason.trim() || undefined,
      other: other?.id,
      revision: finding.revision,
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('answer.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <p>{finding.talk?.text}</p>
      <RadioField
        name="agrees"
        label={t('answer.label')}
        value={agrees}
        onValue={setAgrees}
        options={[
          { value: 'yes', label: t('answer.yes') },
          { value: 'no', label: t('answer.no') },
        ]}
      />
      <AreaField
        name="reason"
        label={t('reason')}
        optional={agrees === 'yes'}
        rows={3}
        value={reason}
        onValue={setReason}
      />
      {agrees === 'no' && (
        <UnitPicker name="other" label={t('answer.suggest')} optional value={other} onValue={setOther} />
      )}
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('answer.send')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
