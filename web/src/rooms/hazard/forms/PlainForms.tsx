import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, DateField, Form, Note, useForm } from '@/kit'
import { useSubmit, type VerbFormProps } from './useSubmit'

/** 重开: a closed hazard comes back, with its matter; the old stamp stays as a scar. */
export function ReopenForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm({ reason: '', due: '' }, ['reason'])
  const { submit, busy, problem } = useSubmit(props, 'reopen')
  const send = () => form.valid() && submit({ reason: form.values.reason.trim(), due: form.values.due || undefined })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('reopen.text')}</p>
      <AreaField {...form.bind('reason')} label={t('reopen.reason')} />
      <DateField {...form.bind('due')} label={t('reopen.due')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.reopen')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 撤回: it was none, or stands here twice. Both stay readable. */
export function DropForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm({ reason: '' }, ['reason'])
  const { submit, busy, problem } = useSubmit(props, 'drop')
  const send = () => form.valid() && submit({ reason: form.values.reason.trim() })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Note tone="warn">{t('drop.text')}</Note>
      <AreaField {...form.bind('reason')} label={t('drop.reason')} hint={t('drop.reasonHint')} />
      <Actions>
        <Button type="submit" look="danger" busy={busy}>
          {t('verb.drop')}
        </Button>
      </Actions>
    </Form>
  )
}
