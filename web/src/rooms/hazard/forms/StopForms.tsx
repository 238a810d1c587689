import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, Note, SelectField, TextField, useForm } from '@/kit'
import { stopKinds } from '../types'
import { Photos } from './Photos'
import { asPhotos, useSubmit, type VerbFormProps } from './useSubmit'

/** 停产撤人: what must stop and by which article; the order and its number come of it. */
export function StopForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm({ kind: 'withdraw', scope: '', basis: t('stop.article'), number: '', approved: '' }, v => [
    'scope',
    'basis',
    v.kind === 'cut_supply' && 'approved',
  ])
  const { values } = form
  const { submit, busy, problem } = useSubmit(props, 'stop')
  const send = () => form.valid() && submit({ ...values })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Note tone="warn">{t('stop.text')}</Note>
      <SelectField
        {...form.bind('kind')}
        label={t('stop.kind')}
        options={stopKinds.map(v => ({ value: v, label: t(`stopKind.${v}`) }))}
      />
      <AreaField {...form.bind('scope')} label={t('stop.scope')} hint={t('stop.scopeHint')} />
      <TextField {...form.bind('basis')} label={t('stop.basis')} />
      {values.kind === 'cut_supply' && (
        <TextField {...form.bind('approved')} label={t('stop.approved')} hint={t('stop.approvedHint')} />
      )}
      <TextField {...form.bind('number')} label={t('stop.number')} hint={t('stop.numberHint')} optional />
      <Actions>
        <Button type="submit" look="danger" busy={busy}>
          {t('verb.stop')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 恢复: the hazard is gone, a review says so, and work goes on (article 65). */
export function ResumeForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm({ text: '', photos: [] as FileRef[] }, ['text'])
  const { values, update } = form
  const { submit, busy, problem } = useSubmit(props, 'resume')
  const send = () => form.valid() && submit({ text: values.text.trim(), photos: asPhotos(values.photos) })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('resume.text', { number: props.detail.stop?.number })}</p>
      <AreaField {...form.bind('text')} label={t('resume.review')} />
      <Photos
        name="photos"
        label={t('resume.photos')}
        optional
        files={values.photos}
        onFiles={change => update(v => ({ ...v, photos: change(v.photos) }))}
      />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.resume')}
        </Button>
      </Actions>
    </Form>
  )
}
