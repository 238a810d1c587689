import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Chosen, Form, Note, PostPicker, toast, useKey } from '@/kit'
import { type Post, useRegistryWrite } from './data'

/** Which posts answer while this one is empty, in their order (A/B 角). */
export function DeputiesForm({ post, others, onDone }: { post: Post; others: Post[]; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const [chosen, setChosen] = useState(post.deputies ?? [])
  const save = useRegistryWrite((body: object, key) => api.put(`/posts/${post.id}/deputies`, body, { key }))
  const submit = () => {
    const body = { deputies: chosen.map(d => d.id) }
    const done = () => {
      toast(t('post.deputiesSaved'))
      onDone()
    }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Note>{t('post.deputiesWhy')}</Note>
      <Chosen
        value={chosen}
        onValue={setChosen}
        offers={others.map(o => ({ id: o.id, name: o.title }))}
        offered={t('post.ours')}
      >
        {add => <PostPicker name="deputies" label={t('post.deputy')} optional value={null} onValue={add} />}
      </Chosen>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
