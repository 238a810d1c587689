import type { FileRef } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, CheckField, Form, Note, RadioField, TextField, useForm } from '@/kit'
import { Despite } from './Despite'
import { Photos } from './Photos'
import { asPhotos, useSubmit, type VerbFormProps } from './useSubmit'

/** 复查: another than the one who did the work closes it or sends it back. */
export function CloseForm(props: VerbFormProps) {
  const t = useT('hazard')
  const { detail } = props
  const major = detail.grade === 'major'
  const form = useForm({ pass: '', text: '', despite: '', visit: major, photos: [] as FileRef[] }, v => [
    'pass',
    'text',
    major && v.pass === 'yes' && 'photos',
  ])
  const { values, set, update } = form
  const { submit, busy, problem } = useSubmit(props, 'close')
  const pass = values.pass === 'yes'
  const send = () =>
    form.valid() &&
    submit(
      {
        pass,
        text: values.text.trim(),
        despite: values.despite.trim() || undefined,
        visit: values.visit,
        photos: asPhotos(values.photos),
      },
      pass ? 'verb.closeSaid' : 'verb.closeBack',
    )
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Note>{t('check.eyes')}</Note>
      {detail.waiting && <Note tone="warn">{t('doubt.closing')}</Note>}
      <RadioField
        {...form.bind('pass')}
        label={t('check.answer')}
        options={[
          { value: 'yes', label: t('check.pass') },
          { value: 'no', label: t('check.fail') },
        ]}
      />
      <AreaField {...form.bind('text')} label={t('check.text')} hint={t('check.textHint')} />
      <CheckField label={t('check.visit')} checked={values.visit} onChecked={v => set('visit', v)} />
      <Photos
        name="photos"
        label={t('check.photos')}
        optional={!major}
        files={values.photos}
        onFiles={change => update(v => ({ ...v, photos: change(v.photos) }))}
      />
      {pass && (
        <Despite detail={props.detail} problem={problem} value={values.despite} onValue={v => set('despite', v)} />
      )}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t(values.pass === 'no' ? 'check.doFail' : 'check.do')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 验收: a listed hazard is accepted on the spot, with pictures, signed by posts. */
export function AcceptForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm({ pass: '', text: '', despite: '', signers: '', photos: [] as FileRef[] }, [
    'pass',
    'text',
    'signers',
    'photos',
  ])
  const { values, set, update } = form
  const { submit, busy, problem } = useSubmit(props, 'accept')
  const pass = values.pass === 'yes'
  const send = () =>
    form.valid() &&
    submit(
      {
        pass,
        text: values.text.trim(),
        despite: values.despite.trim() || undefined,
        photos: asPhotos(values.photos),
        signers: namesOf(values.signers),
      },
      pass ? 'verb.acceptSaid' : 'verb.closeBack',
    )
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <Note>{t('accept.eyes')}</Note>
      {props.detail.waiting && <Note tone="warn">{t('doubt.closing')}</Note>}
      <RadioField
        {...form.bind('pass')}
        label={t('accept.answer')}
        options={[
          { value: 'yes', label: t('accept.pass') },
          { value: 'no', label: t('accept.fail') },
        ]}
      />
      <AreaField {...form.bind('text')} label={t('accept.text')} />
      <TextField {...form.bind('signers')} label={t('accept.signers')} hint={t('accept.signersHint')} />
      <Photos
        name="photos"
        label={t('accept.photos')}
        files={values.photos}
        onFiles={change => update(v => ({ ...v, photos: change(v.photos) }))}
      />
      {pass && (
        <Despite detail={props.detail} problem={problem} value={values.despite} onValue={v => set('despite', v)} />
      )}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.accept')}
        </Button>
      </Actions>
    </Form>
  )
}

/** namesOf reads a list as people write it. */
export function namesOf(text: string): string[] {
  return [...new Set(text.split(/[,;\n\uff0c\uff1b\u3001]/).map(n => n.trim()))].filter(n => n !== '')
}

/** 摘牌: pictures before and after, and a word; the paper and its number come of it. */
export function DelistForm(props: VerbFormProps) {
  const t = useT('hazard')
  const { detail } = props
  const accepted = detail.listing?.acceptance?.photos ?? []
  const form = useForm({ text: '', number: '', after: [] as FileRef[] }, ['text', accepted.length === 0 && 'after'])
  const { values, update } = form
  const { submit, busy, problem } = useSubmit(props, 'delist')
  const above = detail.listing?.level !== 'county'
  const send = () =>
    form.valid() &&
    submit({
      before: detail.photos,
      after: [...accepted, ...asPhotos(values.after)],
      text: values.text.trim(),
      number: above ? values.number.trim() : undefined,
    })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>
        {t('delist.text', { number: detail.listing?.number, before: detail.photos.length, after: accepted.length })}
      </p>
      <Photos
        name="after"
        label={t('delist.after')}
        optional={accepted.length > 0}
        files={values.after}
        onFiles={change => update(v => ({ ...v, after: change(v.after) }))}
      />
      {above && <TextField {...form.bind('number')} label={t('list.number')} />}
      <AreaField {...form.bind('text')} label={t('delist.words')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.delist')}
        </Button>
      </Actions>
    </Form>
  )
}
