import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, RadioField, SelectField, TextField, toast, useKey } from '@/kit'
import { type Row, useMatrixWrite } from './data'

/** A line of business or a matter that the list does not have yet. */
export function SectorForm({ rows, onDone }: { rows: Row[]; onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [name, setName] = useState('')
  const [english, setEnglish] = useState('')
  const [parent, setParent] = useState('')
  const [kind, setKind] = useState('industry')
  const [aliases, setAliases] = useState('')
  const write = useMatrixWrite((body: object, key) => api.post('/matrix/sectors', body, { key }))
  const submit = () => {
    const body = {
      name: name.trim(),
      english: english.trim() || undefined,
      parent: parent || undefined,
      kind,
      aliases: aliases.split(/[、,，;；\s]+/).filter(Boolean),
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('sector.done', { name: body.name }))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <TextField name="name" label={t('sector.name')} value={name} onValue={setName} />
      <TextField name="english" label={t('sector.english')} optional value={english} onValue={setEnglish} />
      <SelectField
        name="parent"
        label={t('sector.parent')}
        optional
        blank={t('sector.top')}
        value={parent}
        onValue={setParent}
        options={rows
          .filter(r => r.sector && r.depth < 3)
          .map(r => ({ value: r.sector ?? '', label: `${'　'.repeat(r.depth)}${r.name}` }))}
      />
      <RadioField
        name="kind"
        label={t('sector.kind')}
        value={kind}
        onValue={setKind}
        options={['industry', 'matter'].map(k => ({ value: k, label: t(`sector.${k}`) }))}
      />
      <TextField
        name="aliases"
        label={t('sector.aliases')}
        hint={t('sector.aliasesHint')}
        optional
        value={aliases}
        onValue={setAliases}
      />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('sector.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
