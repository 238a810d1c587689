import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, toast, useKey } from '@/kit'
import { type Post, useRegistryWrite } from './data'

/** A post that nobody holds comes to its end. */
export function AbolishPost({ post, onDone }: { post: Post; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const save = useRegistryWrite((body: object, key) => api.post(`/posts/${post.id}/abolish`, body, { key }))
  const submit = () => {
    const body = { revision: post.revision }
    const done = () => {
      toast(t('post.abolished', { title: post.title }))
      onDone()
    }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Note tone="warn">{t('post.abolishWhy')}</Note>
      <Actions>
        <Button type="submit" look="danger" busy={save.isPending}>
          {t('post.abolish')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
