import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, RadioField, toast, useForm, useKey } from '@/parts'
import { useDutyAnswer } from './data'

/** Whether one's unit agrees to who is proposed; a refusal says why. */
export function DutyForm({ finding, title, onDone }: { finding: string; title: string; onDone: () => void }) {
  const t = useT('todo')
  const send = useDutyAnswer(finding, title)
  const key = useKey()
  const form = useForm({ agrees: 'yes', reason: '' }, v => [v.agrees !== 'yes' && 'reason'])
  const { agrees, reason } = form.values
  const body = { agrees: agrees === 'yes', reason: reason.trim() || undefined }
  const done = () => {
    toast(t('duty.given'))
    onDone()
  }
  return (
    <Form
      onSubmit={() => form.valid() && send.mutate({ body, key: key(body) }, { onSuccess: done })}
      errors={form.errors}
      problem={send.error}
    >
      <RadioField
        {...form.bind('agrees')}
        label={t('duty.label')}
        options={[
          { value: 'yes', label: t('duty.yes') },
          { value: 'no', label: t('duty.no') },
        ]}
      />
      <AreaField
        {...form.bind('reason')}
        label={t('duty.reason')}
        optional={agrees === 'yes'}
        rows={3}
        maxLength={500}
      />
      <Actions>
        <Button type="submit" look="primary" busy={send.isPending}>
          {t('duty.send')}
        </Button>
      </Actions>
    </Form>
  )
}
