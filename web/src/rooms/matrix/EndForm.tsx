import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, DateField, Form, TextField, toast, useKey } from '@/kit'
import { type Cell, useMatrixWrite } from './data'

/** The last day of an entry, and why it ends. */
export function EndForm({ cell, onDone }: { cell: Cell; onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const write = useMatrixWrite((body: object, key) => api.post<Cell>(`/matrix/cells/${cell.id}/end`, body, { key }))
  const submit = () => {
    const body = { until, reason: reason.trim(), revision: cell.revision }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('end.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <DateField name="until" label={t('end.last')} value={until} onValue={setUntil} chips={['today', 'month-end']} />
      <TextField name="reason" label={t('end.why')} value={reason} onValue={setReason} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('end.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
