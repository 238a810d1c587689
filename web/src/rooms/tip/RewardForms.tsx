import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, CheckField, Form, Note, SelectField, TextField, useForm } from '@/kit'
import { type Basis, useProposal } from './data'
import { useSend } from './forms'
import css from './Tip.module.css'
import type { FormProps } from './TipVerbs'

/** 奖励决定: the rule proposes with its steps, a post decides. */
export function RewardForm(props: FormProps) {
  const t = useT('tip')
  const [basis, setBasis] = useState<Basis>({ major: false, fine: 0, deaths: 0, grade: '' })
  const proposal = useProposal(props.tip.id, basis)
  const [own, setOwn] = useState<string>()
  const amount = own ?? String(proposal.data?.amount ?? 0)
  const form = useForm({ reason: '' })
  const { send, busy, problem } = useSend(props, 'reward', 'said.reward')
  const put = (part: Partial<Basis>) => setBasis(old => ({ ...old, ...part }))
  const whole = (s: string) => Math.max(0, Math.trunc(Number(s) || 0))
  const submit = () =>
    send({
      basis: { ...basis, grade: basis.grade || undefined },
      amount: whole(amount),
      reason: form.values.reason.trim() || undefined,
    })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      <CheckField label={t('reward.major')} checked={basis.major} onChecked={major => put({ major })} />
      <TextField
        name="fine"
        label={t('reward.fine')}
        optional
        inputMode="numeric"
        value={basis.fine ? String(basis.fine) : ''}
        onValue={v => put({ fine: whole(v) })}
      />
      <TextField
        name="deaths"
        label={t('reward.deaths')}
        optional
        inputMode="numeric"
        value={basis.deaths ? String(basis.deaths) : ''}
        onValue={v => put({ deaths: whole(v) })}
      />
      {basis.deaths > 0 && (
        <SelectField
          name="grade"
          label={t('reward.grade')}
          blank={t('choose')}
          value={basis.grade}
          onValue={grade => put({ grade })}
          options={['general', 'larger', 'major', 'extreme'].map(g => ({ value: g, label: t(`accident.${g}`) }))}
        />
      )}
      <Note>
        <strong>{t('reward.proposed', { amount: proposal.data?.amount ?? 0 })}</strong>
        <span className={css.steps}>
          {proposal.data?.steps.map(s => (
            <span key={s}>{s}</span>
          ))}
        </span>
      </Note>
      <TextField name="amount" label={t('reward.amount')} inputMode="numeric" value={amount} onValue={setOwn} />
      {whole(amount) !== (proposal.data?.amount ?? 0) && (
        <AreaField {...form.bind('reason')} label={t('reward.reason')} />
      )}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.reward')}
        </Button>
      </Actions>
    </Form>
  )
}

/** 领取: against the code; only the voucher's number is kept. */
export function CollectForm(props: FormProps) {
  const t = useT('tip')
  const form = useForm({ code: '', receipt: '' }, ['code', 'receipt'])
  const { send, busy, problem } = useSend(props, 'collect', 'said.collect')
  return (
    <Form
      onSubmit={() => form.valid() && send({ code: form.values.code, receipt: form.values.receipt.trim() })}
      errors={form.errors}
      problem={problem}
    >
      <Note>{t('collect.note')}</Note>
      <TextField {...form.bind('code')} label={t('code')} inputMode="numeric" autoComplete="off" />
      <TextField {...form.bind('receipt')} label={t('receipt')} hint={t('receiptHint')} />
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('verb.collect')}
        </Button>
      </Actions>
    </Form>
  )
}
