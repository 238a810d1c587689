import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, UnitPicker, useForm } from '@/kit'
import type { Named } from '../types'
import { useSubmit, type VerbFormProps } from './useSubmit'

interface Values {
  unit: Named | null
  reason: string
}

/** 退回: a reason, and whom it should have gone to. */
export function ReturnForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useForm<Values>({ unit: null, reason: '' }, ['reason'])
  const { submit, busy, problem } = useSubmit(props, 'return')
  const send = () => form.valid() && submit({ reason: form.values.reason.trim(), suggest: form.values.unit?.id })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('return.text', { issuer: props.detail.issuer.name })}</p>
      <AreaField {...form.bind('reason')} label={t('return.reason')} hint={t('return.reasonHint')} />
      <UnitPicker
        name="suggest"
        label={t('return.suggest')}
        hint={t('return.suggestHint')}
        optional
        value={form.values.unit}
        onValue={v => form.set('unit', v)}
      />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('return.do')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 转办: another unit owes it from now on; the clock does not begin anew. */
export function TransferForm(props: VerbFormProps) {
  const t = useT('matter')
  const form = useForm<Values>({ unit: props.detail.suggest ?? null, reason: '' }, ['unit', 'reason'])
  const { submit, busy, problem } = useSubmit(props, 'transfer')
  const send = () => form.valid() && submit({ unit: form.values.unit?.id, reason: form.values.reason.trim() })
  return (
    <Form onSubmit={send} errors={form.errors} problem={problem}>
      <p>{t('transfer.text')}</p>
      <UnitPicker {...form.bind('unit')} label={t('transfer.unit')} />
      <AreaField {...form.bind('reason')} label={t('transfer.reason')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('transfer.do')}
        </Button>
      </Actions>
    </Form>
  )
}
