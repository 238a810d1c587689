import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, DateField, Form, Note, RadioField, TextField, UnitPicker, useForm } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { levels } from '../types'
import { useSubmit, type VerbFormProps } from './useSubmit'

/** 挂牌督办: level, who supervises, the deadline and what is demanded; the notice and its number come of it. */
export function ListForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm(
    {
      level: 'county',
      supervisor: null as Named | null,
      due: props.detail.plan?.until ?? '',
      demand: '',
      number: '',
      organ: '',
      day: '',
    },
    v => ['due', v.level !== 'county' && 'number', v.level !== 'county' && 'organ'],
  )
  const { values } = form
  const above = values.level !== 'county'
  const { submit, busy, problem } = useSubmit(props, 'list')
  const send = () => {
    const outside = above
      ? { number: values.number.trim(), organ: values.organ.trim(), day: values.day || undefined }
      : {}
    const body = {
      level: values.level,
      supervisor: values.supervisor?.id,
      due: values.due,
      demand: values.demand.trim(),
    }
    if (form.valid()) submit({ ...body, ...outside })
  }
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <RadioField
        {...form.bind('level')}
        label={t('list.level')}
        options={levels.map(v => ({ value: v, label: t(`list.${v}`) }))}
      />
      {above && (
        <>
          <TextField {...form.bind('number')} label={t('list.number')} />
          <TextField {...form.bind('organ')} label={t('list.organ')} />
          <DateField {...form.bind('day')} label={t('list.day')} optional chips={['today']} />
        </>
      )}
      <UnitPicker
        {...form.bind('supervisor')}
        label={t('list.supervisor')}
        hint={t('list.supervisorHint', { checker: props.detail.checker.name })}
        optional
      />
      <DateField {...form.bind('due')} label={t('list.due')} chips={['15d', 'month-end']} />
      <AreaField {...form.bind('demand')} label={t('list.demand')} hint={t('list.demandHint')} optional />
      {!above && <Note>{t('list.then')}</Note>}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.list')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 公示: when and where the notice, or the delisting, was published. */
export function PublishForm(props: VerbFormProps) {
  const t = useT('hazard')
  const { listing } = props.detail
  const end = Boolean(listing?.delisted) && Boolean(listing?.publish.day)
  const form = useForm({ day: '', where: '' }, ['day', 'where'])
  const { submit, busy, problem } = useSubmit(props, 'publish')
  const send = () => form.valid() && submit({ day: form.values.day, where: form.values.where.trim(), end })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t(end ? 'publish.end' : 'publish.notice', { number: end ? listing?.delisted?.number : listing?.number })}</p>
      <DateField {...form.bind('day')} label={t('publish.day')} chips={['today']} />
      <TextField {...form.bind('where')} label={t('publish.where')} hint={t('publish.whereHint')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.publish')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 延期申请: asked in time, with a reason; only the answer moves the deadline. */
export function ExtendForm(props: VerbFormProps) {
  const t = useT('hazard')
  const say = useSay()
  const form = useForm({ until: '', reason: '' }, ['until', 'reason'])
  const { submit, busy, problem } = useSubmit(props, 'extend')
  const send = () => form.valid() && submit({ until: form.values.until, reason: form.values.reason.trim() })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('extend.text', { day: say.day(props.detail.listing?.due) })}</p>
      <DateField {...form.bind('until')} label={t('extend.until')} chips={['15d', 'month-end']} />
      <AreaField {...form.bind('reason')} label={t('extend.reason')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.extend')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 延期答复: yes moves the deadline, no leaves it; both with words. */
export function AnswerForm(props: VerbFormProps) {
  const t = useT('hazard')
  const say = useSay()
  const asked = props.detail.listing?.asked
  const form = useForm({ grant: '', reason: '' }, ['grant', 'reason'])
  const { submit, busy, problem } = useSubmit(props, 'answer')
  const send = () => form.valid() && submit({ grant: form.values.grant === 'yes', reason: form.values.reason.trim() })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Note>{t('extend.asked', { day: say.day(asked?.until), reason: asked?.reason ?? '' })}</Note>
      <RadioField
        {...form.bind('grant')}
        label={t('extend.answer')}
        options={[
          { value: 'yes', label: t('extend.yes', { day: say.day(asked?.until) }) },
          { value: 'no', label: t('extend.no') },
        ]}
      />
      <AreaField {...form.bind('reason')} label={t('extend.opinion')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.answer')}
        </Button>
      </Actions>
    </Form>
  )
}
