import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { asNumber } from '@/app/number'
import { Actions, Button, Form, PostPicker, SelectField, SitePicker, TextField, toast, useKey } from '@/kit'
import { useMatrixWrite } from './data'
import css from './Matrix.module.css'

/** One line of a leader's list; what is counted is chosen, what is claimed is not asked. */
export function TaskForm({ onDone }: { onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [post, setPost] = useState<Named | null>(null)
  const [kind, setKind] = useState('inspect')
  const [name, setName] = useState('')
  const [times, setTimes] = useState('1')
  const [per, setPer] = useState('quarter')
  const [basis, setBasis] = useState('')
  const [sites, setSites] = useState<Named[]>([])
  const write = useMatrixWrite((body: object, key) => api.post('/matrix/tasks', body, { key }))
  const submit = () => {
    const body = {
      post: post?.id ?? '',
      kind,
      name: name.trim() || t(`task.${kind}`),
      times: asNumber(times),
      per,
      basis: basis.trim(),
      sites: sites.map(s => s.id),
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('task.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <PostPicker name="post" label={t('postWord')} value={post} onValue={setPost} />
      <SelectField
        name="kind"
        label={t('task.kind')}
        value={kind}
        onValue={setKind}
        options={['inspect', 'chair', 'contact'].map(k => ({ value: k, label: t(`task.${k}`) }))}
      />
      {kind === 'contact' && (
        <>
          <SitePicker
            name="sites"
            label={t('task.sites')}
            value={null}
            onValue={s => s && !sites.some(x => x.id === s.id) && setSites([...sites, s])}
          />
          <ul className={css.list}>
            {sites.map(s => (
              <li key={s.id} className={css.top}>
                {s.name}
                <Button small look="quiet" onClick={() => setSites(sites.filter(x => x.id !== s.id))}>
                  {t('remove')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <TextField name="name" label={t('task.name')} optional value={name} onValue={setName} />
      <TextField name="times" label={t('task.times')} inputMode="numeric" value={times} onValue={setTimes} />
      <SelectField
        name="per"
        label={t('task.per')}
        value={per}
        onValue={setPer}
        options={['month', 'quarter', 'half', 'year'].map(p => ({ value: p, label: t(`per.${p}`) }))}
      />
      <TextField name="basis" label={t('basisWord')} value={basis} onValue={setBasis} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('task.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
