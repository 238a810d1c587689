import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import { Actions, AreaField, Button, DateField, Form, Icon, Note, toast, useForm, useKey } from '@/kit'
import css from '../Ledger.module.css'
import type { Detail, HazardRow } from '../types'

interface Outcome {
  id: string
  number: string
  problem?: unknown
  notice?: string
}

/** Each hazard is listed for itself: one refusal, a report that is missing, holds up no other. */
function useListEach() {
  const queries = useQueryClient()
  const keyFor = useKey()
  return useMutation({
    mutationFn: async ({ chosen, body }: { chosen: HazardRow[]; body: Record<string, unknown> }) => {
      const done: Outcome[] = []
      for (const h of chosen) done.push(await listOne(h, body, `${keyFor({ id: h.id, ...body })}`))
      return done
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['hazard'] }),
  })
}

async function listOne(h: HazardRow, body: Record<string, unknown>, key: string): Promise<Outcome> {
  try {
    const after = await api.post<Detail>(`/hazards/${h.id}/list`, { revision: h.revision, ...body }, { key })
    return { id: h.id, number: h.number, notice: after.listing?.number }
  } catch (problem) {
    return { id: h.id, number: h.number, problem }
  }
}

/** 批量挂牌: one deadline and one demand for several major hazards, a notice with its own number for each. */
export function ListMany({ chosen, onDone }: { chosen: HazardRow[]; onDone: () => void }) {
  const t = useT('hazard')
  const [left, setLeft] = useState(chosen)
  const [told, setTold] = useState<Outcome[]>([])
  const form = useForm({ due: '', demand: '' }, ['due'])
  const act = useListEach()
  const submit = () => {
    if (!form.valid()) return
    const body = { level: 'county', due: form.values.due, demand: form.values.demand.trim() || undefined }
    act.mutate({ chosen: left, body }, { onSuccess: settle })
  }
  const settle = (list: Outcome[]) => {
    const refused = list.filter(o => o.problem)
    const well = list.length - refused.length
    if (well > 0) toast(t('bulk.listed', { count: well }))
    if (refused.length === 0) return onDone()
    setTold(list)
    setLeft(old => old.filter(h => refused.some(o => o.id === h.id)))
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={act.error}>
      <Note>{t('bulk.listHow')}</Note>
      {told.length > 0 && <Outcomes list={told} />}
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

function Outcomes({ list }: { list: Outcome[] }) {
  const say = useProblemText()
  return (
    <ul className={css.outcomes} role="status">
      {list.map(o => (
        <li key={o.id}>
          <Icon name={o.problem ? 'alert' : 'check'} size={14} />
          <span>
            {o.number} {o.problem ? say(o.problem).detail || say(o.problem).title : o.notice}
          </span>
        </li>
      ))}
    </ul>
  )
}
