import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, toast, useForm } from '@/kit'
import { useTogether } from '../data'
import { Outcomes, settledOf, useEach } from './each'
import { Together } from './Together'
import { useSubmit, type VerbFormProps } from './useSubmit'

/**
 * 核对疑点: doubts that were raised after it ended are answered, by another than the one who did the work. Of many that
 * were closed at once, those that are chosen get the same reason, each on its own record.
 */
export function VouchForm(props: VerbFormProps) {
  const t = useT('hazard')
  const form = useForm({ reason: '' }, ['reason'])
  const own = useSubmit(props, 'vouch')
  const others = useTogether(props.detail.id).data?.items ?? []
  const [chosen, setChosen] = useState<string[]>([])
  const each = useEach('vouch')
  const reason = form.values.reason.trim()
  const answerOwn = () => own.submit({ reason })
  const send = () => {
    if (!form.valid()) return
    const rows = others.filter(h => chosen.includes(h.id))
    if (rows.length === 0) return answerOwn()
    each.mutate(
      { chosen: rows, body: { reason } },
      {
        onSuccess: list => {
          const { well, refused } = settledOf(list)
          setChosen(refused.map(o => o.id))
          if (refused.length > 0) return
          toast(t('vouch.also', { count: well }))
          answerOwn()
        },
      },
    )
  }
  return (
    <Form onSubmit={send} errors={form.errors} problem={own.problem ?? each.error}>
      <p>{t('vouch.text')}</p>
      {each.data && settledOf(each.data).refused.length > 0 && <Outcomes list={each.data} />}
      {others.length > 0 && <Together list={others} chosen={chosen} onChoose={setChosen} />}
      <AreaField {...form.bind('reason')} label={t('vouch.reason')} />
      <Actions>
        <Button type="submit" look="primary" busy={own.busy || each.isPending}>
          {chosen.length > 0 ? t('vouch.doMany', { count: chosen.length + 1 }) : t('vouch.do')}
        </Button>
      </Actions>
    </Form>
  )
}
