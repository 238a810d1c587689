import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { AreaField, Form, RadioField, useKey } from '@/kit'
import { type Proposal, useRiskWrite } from './data'
import { FormEnd } from './PointFields'
import { RateFields, type Rating, wireRating } from './RateFields'
import css from './Risk.module.css'

interface Props {
  proposal: Proposal
  onDone: () => void
  onCancel: () => void
}

/** A person decides: a new rating, or reasons to leave the point as it is. The system only suggests. */
export function DecideForm({ proposal, onDone, onCancel }: Props) {
  const t = useT('risk')
  const keyFor = useKey()
  const [choice, setChoice] = useState('rate')
  const [rating, setRating] = useState<Rating>({ method: 'lec', values: {}, reason: '' })
  const save = useRiskWrite((body: Record<string, unknown>, key) =>
    api.post(`/risk-proposals/${proposal.id}/decide`, { ...body, revision: proposal.revision }, { key }),
  )
  const submit = () => {
    const body = { rating: choice === 'rate' ? wireRating(rating) : undefined, reason: rating.reason.trim() }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <ul className={css.causes}>
        {proposal.causes.map(c => (
          <li key={`${c.trigger}${c.at}${c.number}`}>
            {t(`trigger.${c.trigger}`)}
            {t('colon')}
            {c.number} {c.text}
          </li>
        ))}
      </ul>
      {proposal.suggests && proposal.suggests !== proposal.from && (
        <p>{t('suggests', { from: t(`colour.${proposal.from}`), to: t(`colour.${proposal.suggests}`) })}</p>
      )}
      <RadioField
        name="choice"
        label={t('decision')}
        value={choice}
        onValue={setChoice}
        options={[
          { value: 'rate', label: t('decideRate') },
          { value: 'keep', label: t('decideKeep') },
        ]}
      />
      {choice === 'rate' ? (
        <RateFields rating={rating} onRating={setRating} suggests={proposal.suggests} />
      ) : (
        <AreaField
          name="reason"
          label={t('reason')}
          rows={3}
          value={rating.reason}
          onValue={reason => setRating({ ...rating, reason })}
        />
      )}
      <FormEnd busy={save.isPending} onCancel={onCancel} verb={t('decideSend')} />
    </Form>
  )
}
