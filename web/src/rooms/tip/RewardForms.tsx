import { useState } from 'react'
import { useT } from '@/app/i18n'
import { asNumber } from '@/app/number'
import { Actions, AreaField, Button, CheckField, Form, Note, SelectField, TextField, useForm } from '@/kit'
import { useProposal } from './data'
import { useSend } from './forms'
import css from './Tip.module.css'
import type { FormProps } from './TipVerbs'

/** 奖励决定: the rule proposes with its steps, a post decides. */
export function RewardForm(props: FormProps) {
  const t = useT('tip')
  const [typed, setTyped] = useState({ major: false, fine: '', deaths: '', grade: '' })
  const basis = { ...typed, fine: asNumber(typed.fine || '0'), deaths: asNumber(typed.deaths || '0') }
  const proposal = useProposal(props.tip.id, basis)
  const [own, setOwn] = useState<string>()
  const amount = own ?? String(proposal.data?.amount ?? 0)
  const form = useForm({ reason: '' })
  const { send, busy, problem } = useSend(props, 'reward', 'said.reward')
  const put = (part: Partial<typeof typed>) => setTyped(old => ({ ...old, ...part }))
  const submit = () =>
    send({
      basis: { ...basis, grade: basis.grade || undefined },
      amount: asNumber(amount),
      reason: form.values.reason.trim() || undefined,
    })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={problem}>
      <CheckField label={t('reward.major')} checked={basis.major} onChecked={major => put({ major })} />
      <TextField
        name="basis.fine"
        label={t('reward.fine')}
        optional
        inputMode="numeric"
        value={typed.fine}
        onValue={fine => put({ fine })}
      />
      <TextField
        name="basis.deaths"
        label={t('reward.deaths')}
        optional
        inputMode="numeric"
        value={typed.deaths}
        onValue={deaths => put({ deaths })}
      />
      {Number(basis.deaths) > 0 && (
        <SelectField
          name="basis.grade"
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
      {asNumber(amount) !== (proposal.data?.amount ?? 0) && (
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
