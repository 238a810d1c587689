import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, Note, RadioField, useForm } from '@/kit'
import { AskedBox } from '../AskedBox'
import { useSubmit, type VerbFormProps } from './useSubmit'

interface Values {
  answer: string
  reason: string
}

/** Yes needs no words; no needs a reason that the other side can act on. */
function useJudgement() {
  return useForm<Values>({ answer: '', reason: '' }, v => ['answer', v.answer === 'no' && 'reason'])
}

export function ReviewForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useJudgement()
  const { answer, reason } = form.values
  const { submit, busy, problem } = useSubmit(props, 'review')
  const pass = answer === 'yes'
  const send = () =>
    form.valid() &&
    submit({ pass, reason: reason.trim() || undefined }, pass ? 'verb.reviewSaid' : 'verb.reviewFailSaid')
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Note>{t('review.eyes')}</Note>
      <RadioField
        name="answer"
        label={t('review.answer')}
        value={answer}
        onValue={v => form.set('answer', v)}
        options={[
          { value: 'yes', label: t('review.pass') },
          { value: 'no', label: t('review.fail') },
        ]}
      />
      <AreaField
        name="reason"
        label={t('review.reason')}
        hint={t('review.reasonHint')}
        optional={answer !== 'no'}
        value={reason}
        onValue={v => form.set('reason', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t(answer === 'no' ? 'review.doFail' : 'review.do')}
        </Button>
      </Actions>
    </Form>
  )
}

export function GrantForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useJudgement()
  const { answer, reason } = form.values
  const { submit, busy, problem } = useSubmit(props, 'grant')
  const send = () => form.valid() && submit({ grant: answer === 'yes', reason: reason.trim() || undefined })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <AskedBox detail={props.detail} />
      <RadioField
        name="answer"
        label={t('grant.answer')}
        value={answer}
        onValue={v => form.set('answer', v)}
        options={[
          { value: 'yes', label: t('grant.yes') },
          { value: 'no', label: t('grant.no') },
        ]}
      />
      <AreaField
        name="reason"
        label={t('grant.reason')}
        optional={answer !== 'no'}
        value={reason}
        onValue={v => form.set('reason', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('grant.do')}
        </Button>
      </Actions>
    </Form>
  )
}
