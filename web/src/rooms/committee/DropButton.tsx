import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Dialog, Form, useForm, useKey } from '@/kit'
import { useDecide } from './queries'
import type { Decision } from './types'

/** 不下发: set aside with a reason; it stays readable and an edit takes it up again. */
export function DropButton({ meeting, decision }: { meeting: string; decision: Decision }) {
  const t = useT('committee')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('drop.button')}</Button>
      <Dialog open={open} title={t('drop.title')} onClose={() => setOpen(false)} width={460}>
        <DropForm meeting={meeting} decision={decision} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function DropForm({ meeting, decision, onDone }: { meeting: string; decision: Decision; onDone: () => void }) {
  const t = useT('committee')
  const key = useKey()
  const form = useForm({ reason: '' }, ['reason'])
  const drop = useDecide(meeting, 'drop')
  const values = { reason: form.values.reason.trim() }
  const send = () => form.valid() && drop.mutate({ decision, values, key: key(values) }, { onSuccess: onDone })
  return (
    <Form onSubmit={send} errors={form.errors} problem={drop.error}>
      <AreaField {...form.bind('reason')} label={t('drop.reason')} hint={t('drop.hint')} />
      <Actions>
        <Button type="submit" look="primary" busy={drop.isPending}>
          {t('drop.do')}
        </Button>
      </Actions>
    </Form>
  )
}
