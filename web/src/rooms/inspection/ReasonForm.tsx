import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, toast, useForm, useKey } from '@/kit'
import { useRoomWrite } from './data'

interface Props {
  hint?: string
  verb: string
  optional?: boolean
  send: (reason: string, key: string) => Promise<unknown>
  onDone: () => void
}

/** A verb that takes a reason: it is asked for here, and kept with the record. */
export function ReasonForm({ hint, verb, optional, send, onDone }: Props) {
  const t = useT('inspection')
  const keyFor = useKey()
  const form = useForm({ reason: '' }, [!optional && 'reason'])
  const save = useRoomWrite((reason: string, key) => send(reason, key))
  const submit = () => {
    const reason = form.values.reason.trim()
    if (!form.valid()) return
    save.mutate(
      { body: reason, key: keyFor({ verb, reason }) },
      {
        onSuccess: () => {
          toast(t('saved'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <AreaField {...form.bind('reason')} label={t('reason.label')} hint={hint} optional={optional} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {verb}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
