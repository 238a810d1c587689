import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, DateField, FileDrop, Form, Note, RadioField, TextField, useForm } from '@/kit'
import { useSubmit, type VerbFormProps } from './useSubmit'

const most = 20 * 1024 * 1024

/** 五落实: responsibility, measures, money, time, emergency plan. It may be filled bit by bit; all five begin the work. */
export function PlanForm(props: VerbFormProps) {
  const t = useT('hazard')
  const { plan } = props.detail
  const form = useForm({
    duty: plan?.duty ?? '',
    measures: plan?.measures ?? '',
    money: plan?.money ?? '',
    until: plan?.until ?? '',
    emergency: plan?.emergency ?? '',
    files: [] as FileRef[],
  })
  const { values, update } = form
  const { submit, busy, problem } = useSubmit(props, 'plan')
  const texts = ['duty', 'measures', 'money', 'until', 'emergency'] as const
  const lacks = texts.filter(name => !values[name].trim())
  const send = () => {
    const files = [...(plan?.files ?? []), ...values.files.map(f => f.hash)]
    submit({ ...values, files }, lacks.length > 0 ? 'verb.planPart' : 'verb.planSaid')
  }
  return (
    <Form onSubmit={send} problem={problem}>
      <Note tone={lacks.length > 0 ? 'warn' : 'ok'}>
        {lacks.length > 0 ? t('plan.lacks', { names: lacks.map(n => t(`plan.${n}`)).join(t('sep')) }) : t('plan.whole')}
      </Note>
      <TextField {...form.bind('duty')} label={t('plan.duty')} hint={t('plan.dutyHint')} />
      <AreaField {...form.bind('measures')} label={t('plan.measures')} hint={t('plan.measuresHint')} />
      <TextField {...form.bind('money')} label={t('plan.money')} hint={t('plan.moneyHint')} />
      <DateField {...form.bind('until')} label={t('plan.until')} chips={['15d', 'month-end']} />
      <AreaField {...form.bind('emergency')} label={t('plan.emergency')} hint={t('plan.emergencyHint')} />
      <FileDrop
        name="files"
        label={t('plan.files')}
        optional
        files={values.files}
        onFiles={change => update(v => ({ ...v, files: change(v.files) }))}
        max={most}
      />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.plan')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 报告: to the regulator and to the workers' congress, as article 41 asks. */
export function NoticeForm(props: VerbFormProps) {
  const t = useT('hazard')
  const told = props.detail.notices.some(n => n.to === 'regulator')
  const form = useForm({ to: told ? 'workers_congress' : 'regulator', day: '', text: '', files: [] as FileRef[] }, [
    'day',
    'text',
  ])
  const { values, update } = form
  const { submit, busy, problem } = useSubmit(props, 'notice')
  const send = () =>
    form.valid() && submit({ to: values.to, day: values.day, text: values.text.trim(), file: values.files[0]?.hash })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <RadioField
        {...form.bind('to')}
        label={t('notice.to')}
        options={[
          { value: 'regulator', label: t('notice.regulator', { checker: props.detail.checker.name }) },
          { value: 'workers_congress', label: t('notice.workers_congress') },
        ]}
      />
      <DateField {...form.bind('day')} label={t('notice.day')} chips={['today']} />
      <AreaField {...form.bind('text')} label={t('notice.text')} />
      <FileDrop
        name="file"
        label={t('notice.file')}
        optional
        files={values.files}
        onFiles={change => update(v => ({ ...v, files: change(v.files) }))}
        max={most}
      />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.notice')}
        </Button>
      </Actions>
    </Form>
  )
}
