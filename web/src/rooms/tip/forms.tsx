import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  AreaField,
  Button,
  Form,
  Note,
  RadioField,
  TextField,
  toast,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import { useAct } from './data'
import type { FormProps } from './TipVerbs'

/** useSend does one verb once, closes its form and says so. */
export function useSend({ tip, onDone }: FormProps, path: string, said: string) {
  const t = useT('tip')
  const key = useKey()
  const act = useAct(tip.id)
  const send = (body: Record<string, unknown>) =>
    act.mutate(
      { path, body, key: key(body) },
      {
        onSuccess: after => {
          toast(t(said, { number: after.number }))
          onDone()
        },
      },
    )
  return { send, busy: act.isPending, problem: act.error }
}

/** 追问或答复: the reporter reads it with the code. */
export function SayForm(props: FormProps) {
  const t = useT('tip')
  const form = useForm({ text: '' }, ['text'])
  const { send, busy, problem } = useSend(props, 'say', 'said.say')
  return (
    <Form
      onSubmit={() => form.valid() && send({ text: form.values.text.trim() })}
      errors={form.errors}
      problem={problem}
    >
      <AreaField {...form.bind('text')} label={t('say.text')} hint={t('say.hint')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.say')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 不属实: with the reason that the reporter reads. */
export function DismissForm(props: FormProps) {
  const t = useT('tip')
  const form = useForm({ answer: '', note: '' }, ['answer'])
  const { send, busy, problem } = useSend(props, 'dismiss', 'said.dismiss')
  const submit = () =>
    form.valid() && send({ answer: form.values.answer.trim(), note: form.values.note.trim() || undefined })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      <AreaField {...form.bind('answer')} label={t('answer')} hint={t('answerHint')} />
      <AreaField {...form.bind('note')} label={t('note')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.dismiss')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 恢复核查: on what the reporter added. */
export function ResumeForm(props: FormProps) {
  const t = useT('tip')
  const form = useForm({ reason: '' }, ['reason'])
  const { send, busy, problem } = useSend(props, 'resume', 'said.resume')
  return (
    <Form
      onSubmit={() => form.valid() && send({ reason: form.values.reason.trim() })}
      errors={form.errors}
      problem={problem}
    >
      <AreaField {...form.bind('reason')} label={t('reason')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.resume')}
        </Button>
      </Actions>
    </Form>
  )
}

interface Away {
  to: string
  desk: Named | null
  organ: string
  reason: string
  answer: string
}

/** 移送: to another desk of the county, or to an authority outside. */
export function TransferForm(props: FormProps) {
  const t = useT('tip')
  const form = useForm<Away>({ to: 'desk', desk: null, organ: '', reason: '', answer: '' }, v => [
    'reason',
    v.to === 'desk' && 'desk',
    v.to === 'organ' && 'organ',
    v.to === 'organ' && 'answer',
  ])
  const { values: v } = form
  const { send, busy, problem } = useSend(props, 'transfer', 'said.transfer')
  const submit = () =>
    form.valid() &&
    send(
      v.to === 'desk'
        ? { desk: v.desk?.id, reason: v.reason.trim() }
        : { organ: v.organ.trim(), reason: v.reason.trim(), answer: v.answer.trim() },
    )
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      <Note>{t('transfer.note')}</Note>
      <RadioField
        {...form.bind('to')}
        label={t('transfer.to')}
        options={['desk', 'organ'].map(x => ({ value: x, label: t(`transfer.${x}`) }))}
      />
      {v.to === 'desk' ? (
        <UnitPicker {...form.bind('desk')} label={t('desk')} />
      ) : (
        <>
          <TextField {...form.bind('organ')} label={t('organ')} />
          <AreaField {...form.bind('answer')} label={t('answer')} hint={t('answerHint')} />
        </>
      )}
      <AreaField {...form.bind('reason')} label={t('reason')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.transfer')}
        </Button>
      </Actions>
    </Form>
  )
}
