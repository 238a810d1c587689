import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, DateField, Form, Note, toast, useForm } from '@/kit'
import type { HazardRow } from '../types'
import { type Outcome, Outcomes, settledOf, useEach } from './each'

/** 批量挂牌: one deadline and one demand for several major hazards, a notice with its own number for each. */
export function ListMany({ chosen, onDone }: { chosen: HazardRow[]; onDone: () => void }) {
  const t = useT('hazard')
  const [left, setLeft] = useState(chosen)
  const [told, setTold] = useState<Outcome[]>([])
  const form = useForm({ due: '', demand: '' }, ['due'])
  const act = useEach('list')
  const submit = () => {
    if (!form.valid()) return
    const body = { level: 'county', due: form.values.due, demand: form.values.demand.trim() || undefined }
    act.mutate({ chosen: left, body }, { onSuccess: settle })
  }
  const settle = (list: Outcome[]) => {
    const { well, refused } = settledOf(list)
    if (well > 0) toast(t('bulk.listed', { count: well }))
    if (refused.length === 0) return onDone()
    setTold(list)
    setLeft(old => old.filter(h => refused.some(o => o.id === h.id)))
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={act.error}>
      <Note>{t('bulk.listHow')}</Note>
      {told.length > 0 && <Outcomes list={told} said={after => after.listing?.number} />}
      <DateField {...form.bind('due')} label={t('list.due')} chips={['15d', 'month-end']} />
      <AreaField {...form.bind('demand')} label={t('list.demand')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={act.isPending}>
          {t('bulk.list', { count: left.length })}
        </Button>
      </Actions>
    </Form>
  )
}
