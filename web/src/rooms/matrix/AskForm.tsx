import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, PostPicker, toast, UnitPicker, useForm, useKey } from '@/kit'
import { useMatrixWrite } from './data'
import type { Finding, Near } from './finding'
import css from './Matrix.module.css'
import { nearWords } from './near'

interface Props {
  finding: Finding
  /** Whose nearness gave the proposal; the words may be changed. */
  near?: Near
  onDone: () => void
}

interface Values {
  unit: Named | null
  post: Named | null
  text: string
  asked: Named[]
}

/** Who is proposed, why, and which units are asked; of two that lead, both are. */
export function AskForm({ finding, near, onDone }: Props) {
  const t = useT('matrix')
  const keyFor = useKey()
  const form = useForm<Values>(
    {
      unit: near?.unit ?? finding.holders[0]?.unit ?? null,
      post: near?.post ?? null,
      text: near ? nearWords(near, t).join(t('near.join')) : '',
      asked: finding.holders.map(h => h.unit),
    },
    ['unit'],
  )
  const write = useMatrixWrite((body: object, key) => api.post(`/matrix/findings/${finding.id}/ask`, body, { key }))
  const done = () => {
    toast(t('ask.done'))
    onDone()
  }
  const submit = () => {
    const { unit, post, text, asked } = form.values
    const body = {
      unit: unit?.id ?? '',
      post: post?.id,
      text: text.trim(),
      asked: asked.map(u => u.id),
      revision: finding.revision,
    }
    if (form.valid()) write.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={write.error}>
      <UnitPicker {...form.bind('unit')} label={t('proposed')} />
      {finding.axis !== 'industry' && finding.axis !== 'business' && (
        <PostPicker {...form.bind('post')} label={t('postWord')} optional unit={form.values.unit?.id} />
      )}
      <AreaField {...form.bind('text')} label={t('reason')} hint={t('ask.hint')} rows={3} />
      <Asked {...form.bind('asked')} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('ask.send')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}

/** Which units are asked: each is added and taken away by itself. */
function Asked({ name, value: asked, onValue }: { name: string; value: Named[]; onValue: (asked: Named[]) => void }) {
  const t = useT('matrix')
  return (
    <>
      <UnitPicker
        name={name}
        label={t('ask.more')}
        optional
        value={null}
        onValue={u => u && !asked.some(x => x.id === u.id) && onValue([...asked, u])}
      />
      {asked.length > 0 && (
        <ul className={css.list}>
          {asked.map(u => (
            <li key={u.id} className={css.top}>
              {u.name}
              <Button small look="quiet" onClick={() => onValue(asked.filter(x => x.id !== u.id))}>
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
