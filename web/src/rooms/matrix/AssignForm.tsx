import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  Button,
  DateField,
  Form,
  PostPicker,
  RadioField,
  SelectField,
  TextField,
  toast,
  UnitPicker,
  useKey,
} from '@/kit'
import { type Axis, type Cell, type Row, useMatrixWrite } from './data'

const sources = ['division', 'staffing', 'law', 'decision']

/** Who answers from which day on, and on what basis. */
export function AssignForm({ row, axis, onDone }: { row: Row; axis: Axis; onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [unit, setUnit] = useState<Named | null>(null)
  const [post, setPost] = useState<Named | null>(null)
  const [role, setRole] = useState('lead')
  const [since, setSince] = useState('')
  const [kind, setKind] = useState('division')
  const [text, setText] = useState('')
  const write = useMatrixWrite((body: object, key) => api.post<Cell>('/matrix/cells', body, { key }))
  const submit = () => {
    const body = {
      sector: row.sector,
      place: row.place,
      axis: axis.key,
      role,
      unit: unit?.id,
      post: post?.id,
      since: since || undefined,
      basis: { kind, text: text.trim() },
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('assign.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <UnitPicker name="unit" label={t('unit')} value={unit} onValue={setUnit} />
      {(axis.owner === 'post' || unit) && (
        <PostPicker
          name="post"
          label={t('postWord')}
          hint={axis.owner === 'post' ? t('post.must') : t('post.hint')}
          optional={axis.owner !== 'post'}
          unit={unit?.id}
          value={post}
          onValue={setPost}
        />
      )}
      <RadioField
        name="role"
        label={t('roleWord')}
        value={role}
        onValue={setRole}
        options={['lead', 'co'].map(r => ({ value: r, label: t(`role.${r}`) }))}
      />
      <DateField
        name="since"
        label={t('fromWord')}
        hint={t('from.hint')}
        optional
        value={since}
        onValue={setSince}
        chips={['today']}
      />
      <SelectField
        name="basis.kind"
        label={t('basisWord')}
        value={kind}
        onValue={setKind}
        options={sources.map(s => ({ value: s, label: t(`basis.${s}`) }))}
      />
      <TextField name="basis.text" label={t('basis.text')} hint={t('basis.hint')} value={text} onValue={setText} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('assign.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
