import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, toast, useKey } from '@/parts'
import { useLetterWrite } from './data'

/** Ends a key that is lost or that others may know; what it signed stays valid. */
export function EndKey({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useT('letter')
  const keyFor = useKey()
  const end = useLetterWrite((_: object, key) => api.post(`/letter-keys/${id}/end`, undefined, { key }))
  const submit = () => {
    const done = () => {
      toast(t('key.didEnd'))
      onDone()
    }
    end.mutate({ body: {}, key: keyFor({ end: id }) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={end.error}>
      <Note tone="warn">{t('key.endText')}</Note>
      <Actions>
        <Button type="submit" look="primary" busy={end.isPending}>
          {t('key.end')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
