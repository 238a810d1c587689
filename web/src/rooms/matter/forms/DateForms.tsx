import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, DateField, Form, useForm } from '@/kit'
import { useSay } from '../say'
import { useSubmit, type VerbFormProps } from './useSubmit'

export function ExtensionForm(props: VerbFormProps) {
  const t = useT('matter')
  const say = useSay()
  const form = useForm({ until: '', reason: '' }, ['until', 'reason'])
  const { submit, busy, problem } = useSubmit(props, 'extension')
  const send = () => form.valid() && submit({ until: form.values.until, reason: form.values.reason.trim() })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('extension.text', { day: say.day(props.detail.due), issuer: props.detail.issuer.name })}</p>
      <DateField {...form.bind('until')} label={t('extension.until')} />
      <AreaField {...form.bind('reason')} label={t('extension.reason')} hint={t('extension.reasonHint')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('extension.do')}
        </Button>
      </Actions>
    </Form>
  )
}

export function ReopenForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useForm({ due: '', reason: '' }, ['reason'])
  const { submit, busy, problem } = useSubmit(props, 'reopen')
  const send = () => form.valid() && submit({ reason: form.values.reason.trim(), due: form.values.due || undefined })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('reopen.text')}</p>
      <AreaField {...form.bind('reason')} label={t('reopen.reason')} />
      <DateField {...form.bind('due')} label={t('reopen.due')} hint={t('reopen.dueHint')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('reopen.do')}
        </Button>
      </Actions>
    </Form>
  )
}
