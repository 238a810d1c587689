import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, PostPicker, toast, UnitPicker, useKey } from '@/kit'
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

/** Who is proposed, why, and which units are asked; of two that lead, both are. */
export function AskForm({ finding, near, onDone }: Props) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [unit, setUnit] = useState<Named | null>(near?.unit ?? finding.holders[0]?.unit ?? null)
  const [post, setPost] = useState<Named | null>(near?.post ?? null)
  const [text, setText] = useState(near ? nearWords(near, t).join(t('near.join')) : '')
  const [asked, setAsked] = useState<Named[]>(finding.holders.map(h => h.unit))
  const write = useMatrixWrite((body: object, key) => api.post(`/matrix/findings/${finding.id}/ask`, body, { key }))
  const submit = () => {
    const body = {
      unit: unit?.id ?? '',
      post: post?.id,
      text: text.trim(),
      asked: asked.map(u => u.id),
      revision: finding.revision,
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('ask.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <UnitPicker name="unit" label={t('proposed')} value={unit} onValue={setUnit} />
      {finding.axis !== 'industry' && finding.axis !== 'business' && (
        <PostPicker name="post" label={t('postWord')} optional unit={unit?.id} value={post} onValue={setPost} />
      )}
      <AreaField name="text" label={t('reason')} hint={t('ask.hint')} rows={3} value={text} onValue={setText} />
      <UnitPicker
        name="asked"
        label={t('ask.more')}
        optional
        value={null}
        onValue={u => u && !asked.some(x => x.id === u.id) && setAsked([...asked, u])}
      />
      {asked.length > 0 && (
        <ul className={css.list}>
          {asked.map(u => (
            <li key={u.id} className={css.top}>
              {u.name}
              <Button small look="quiet" onClick={() => setAsked(asked.filter(x => x.id !== u.id))}>
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('ask.send')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
