import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, useKey } from '@/kit'
import { type RiskView, useRiskWrite } from './data'
import { RateFields, type Rating, wireRating } from './RateFields'

interface Props {
  risk: RiskView
  onDone: () => void
  onCancel: () => void
}

/** The next rating of a point; it begins from the last one, and the last one stays readable. */
export function RateForm({ risk, onDone, onCancel }: Props) {
  const t = useT('risk')
  const keyFor = useKey()
  const last = risk.rating
  const [rating, setRating] = useState<Rating>({
    method: last?.method ?? 'lec',
    values: Object.fromEntries(Object.entries(last?.values ?? {}).map(([k, v]) => [k, String(v)])),
    reason: '',
  })
  const save = useRiskWrite((body: Record<string, unknown>, key) =>
    api.post(`/risks/${risk.id}/rate`, { ...body, revision: risk.revision }, { key }),
  )
  const submit = () => {
    const body = wireRating(rating) ?? { method: '', values: {}, reason: rating.reason }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: onDone })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <RateFields rating={rating} onRating={setRating} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
