import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, useForm } from '@/kit'
import { useSay } from '../say'
import { useSubmit, type VerbFormProps } from './useSubmit'

export function SignForm(props: VerbFormProps) {
  const t = useT('matter')
  const say = useSay()
  const { submit, busy, problem } = useSubmit(props, 'sign')
  const { due } = props.detail
  return (
    <Form onSubmit={() => submit({})} problem={problem}>
      <p>{t('sign.text')}</p>
      {due && <p>{t('sign.due', { day: say.day(due) })}</p>}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('sign.do')}
        </Button>
      </Actions>
    </Form>
  )
}

export function UrgeForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useForm({ text: '' })
  const { submit, busy, problem } = useSubmit(props, 'urge')
  return (
    <Form onSubmit={() => submit({ text: form.values.text.trim() || undefined })} problem={problem}>
      <p>{t('urge.who', { unit: props.detail.unit.name })}</p>
      <AreaField {...form.bind('text')} label={t('urge.text')} hint={t('urge.hint')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('urge.do', { unit: props.detail.unit.name })}
        </Button>
      </Actions>
    </Form>
  )
}

export function RecallForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useForm({ reason: '' }, ['reason'])
  const { submit, busy, problem } = useSubmit(props, 'recall')
  const send = () => form.valid() && submit({ reason: form.values.reason.trim() })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('recall.text', { unit: props.detail.unit.name })}</p>
      <AreaField {...form.bind('reason')} label={t('recall.reason')} />
      <Actions>
        <Button type="submit" look="danger" busy={busy}>
          {t('recall.do')}
        </Button>
      </Actions>
    </Form>
  )
}
