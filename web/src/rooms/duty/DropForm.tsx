import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, TextField, toast, useForm, useKey } from '@/kit'
import { type ShiftCard, useDutyWrite } from './data'

/** Takes back a shift that has not begun. */
export function DropForm({ shift, onDone, onCancel }: { shift: ShiftCard; onDone: () => void; onCancel: () => void }) {
  const t = useT('duty')
  const keyFor = useKey()
  const form = useForm({ reason: '' })
  const save = useDutyWrite((body: object, key) => api.post(`/duty/${shift.id}/cancel`, body, { key }))
  const submit = () => {
    const body = { revision: shift.revision, reason: form.values.reason.trim() }
    const done = () => {
      toast(t('drop.done'))
      onDone()
    }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Note tone="warn">{t('drop.why')}</Note>
      <TextField {...form.bind('reason')} label={t('drop.reason')} optional />
      <Actions>
        <Button type="submit" look="danger" busy={save.isPending}>
          {t('drop.go')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
