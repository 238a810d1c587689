import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, RadioField, TextField, toast, useForm, useKey } from '@/kit'
import { type Post, postKinds, type Unit, useRegistryWrite } from './data'

/** A new post in a unit, or another title of one. */
export function PostForm({ unit, post, onDone }: { unit: Unit; post?: Post; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ title: post?.title ?? '', kind: post?.kind ?? 'staff' }, ['title'])
  const save = useRegistryWrite((body: object, key) =>
    post
      ? api.patch(`/posts/${post.id}`, { ...body, revision: post.revision }, { key })
      : api.post('/posts', { ...body, unit: unit.id }, { key }),
  )
  const done = () => {
    toast(t(post ? 'people.saved' : 'post.saved', { title: form.values.title, name: form.values.title }))
    onDone()
  }
  const submit = () => {
    const body = { title: form.values.title.trim(), kind: form.values.kind }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <TextField {...form.bind('title')} label={t('post.title')} hint={t('post.titleHint')} />
      <RadioField
        {...form.bind('kind')}
        label={t('post.kind')}
        options={postKinds.map(k => ({ value: k, label: t(`postKind.${k}`) }))}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
