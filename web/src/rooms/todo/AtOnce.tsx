import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, toast, useKey } from '@/parts'
import { useAtOnce } from './data'

/** What one press does, on desk and phone. */
export function AtOnce({ item, onDone }: { item: TodoItem; onDone: () => void }) {
  const t = useT('todo')
  const keyFor = useKey()
  const act = useAtOnce(item)
  const submit = () => {
    const done = () => {
      toast(t(`done.${item.kind}`))
      onDone()
    }
    act.mutate({ body: {}, key: keyFor({ act: item.act }) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={act.error}>
      <Actions>
        <Button type="submit" look="primary" busy={act.isPending}>
          {item.label}
        </Button>
      </Actions>
    </Form>
  )
}
