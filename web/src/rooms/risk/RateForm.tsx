import { useState } from 'react'
import { api } from '@/api/client'
import { Form, useKey } from '@/kit'
import { type RiskView, useRiskWrite } from './data'
import { FormEnd } from './PointFields'
import { RateFields, type Rating, wireRating } from './RateFields'

interface Props {
  risk: RiskView
  onDone: () => void
  onCancel: () => void
}

/** The next rating of a point; it begins from the last one, and the last one stays readable. */
export function RateForm({ risk, onDone, onCancel }: Props) {
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
      <FormEnd busy={save.isPending} onCancel={onCancel} />
    </Form>
  )
}
