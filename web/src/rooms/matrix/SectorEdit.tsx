import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import type { Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { countyNow } from '@/app/time'
import { Actions, Button, DateField, Form, Note, RadioField, SelectField, TextField, toast, useKey } from '@/kit'
import { type Row, useMatrixWrite } from './data'
import css from './Matrix.module.css'

interface Sector {
  id: string
  code: string
  name: string
  english?: string
  kind: string
  stays: { parent: string; since: string }[]
  classes: string[]
  aliases: string[]
  rank: number
  until?: string
  revision: number
}

/** A node of the list is renamed, moved below another, or ended, from a day on: what was stays readable. */
export function SectorEdit({ rows, onDone }: { rows: Row[]; onDone: () => void }) {
  const t = useT('matrix')
  const [id, setId] = useState('')
  const [verb, setVerb] = useState('change')
  const list = useQuery({
    queryKey: ['matrix', 'sectors'],
    queryFn: ({ signal }) => api.get<Page<Sector>>('/matrix/sectors', {}, signal),
  })
  const tree = rows.filter(r => r.sector)
  const sector = list.data?.items?.find(x => x.id === id)
  const options = tree.map(r => ({ value: r.sector ?? '', label: `${'　'.repeat(r.depth)}${r.name}` }))
  return (
    <div className={css.stack}>
      <SelectField
        name="sector"
        label={t('sector.which')}
        blank={t('sector.pick')}
        value={id}
        onValue={setId}
        options={options}
      />
      {sector && (
        <>
          <RadioField
            name="verb"
            label={t('sector.verb')}
            value={verb}
            onValue={setVerb}
            options={['change', 'end'].map(v => ({ value: v, label: t(`sector.do.${v}`) }))}
          />
          {verb === 'end' ? (
            <Ending key={sector.id} sector={sector} onDone={onDone} />
          ) : (
            <Changing key={sector.id} sector={sector} options={options} onDone={onDone} />
          )}
        </>
      )}
    </div>
  )
}

interface PartProps {
  sector: Sector
  onDone: () => void
}

function Changing({ sector, options, onDone }: PartProps & { options: { value: string; label: string }[] }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [v, setV] = useState({
    name: sector.name,
    english: sector.english ?? '',
    parent: sector.stays.at(-1)?.parent ?? '',
    aliases: sector.aliases.join('、'),
    since: countyNow().format('YYYY-MM-DD'),
  })
  const put = (edit: Partial<typeof v>) => setV({ ...v, ...edit })
  const write = useMatrixWrite((body: object, key) => api.put(`/matrix/sectors/${sector.id}`, body, { key }))
  const submit = () => {
    const body = {
      ...v,
      kind: sector.kind,
      classes: sector.classes,
      rank: sector.rank,
      aliases: v.aliases.split(/[、,，;；\s]+/).filter(Boolean),
      revision: sector.revision,
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('sector.changed', { name: v.name }))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <TextField name="name" label={t('sector.name')} value={v.name} onValue={name => put({ name })} />
      <TextField
        name="english"
        label={t('sector.english')}
        optional
        value={v.english}
        onValue={english => put({ english })}
      />
      <SelectField
        name="parent"
        label={t('sector.parent')}
        optional
        blank={t('sector.top')}
        value={v.parent}
        onValue={parent => put({ parent })}
        options={options.filter(o => o.value !== sector.id)}
      />
      <TextField
        name="aliases"
        label={t('sector.aliases')}
        hint={t('sector.aliasesHint')}
        optional
        value={v.aliases}
        onValue={aliases => put({ aliases })}
      />
      <DateField name="since" label={t('sector.since')} value={v.since} onValue={since => put({ since })} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('sector.change')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}

function Ending({ sector, onDone }: PartProps) {
  const t = useT('matrix')
  const keyFor = useKey()
  const [until, setUntil] = useState('')
  const write = useMatrixWrite((body: object, key) => api.post(`/matrix/sectors/${sector.id}/end`, body, { key }))
  const submit = () => {
    const body = { until, revision: sector.revision }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('sector.ended', { name: sector.name }))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <Note>{t('sector.endNote')}</Note>
      <DateField name="until" label={t('end.last')} value={until} onValue={setUntil} chips={['today', 'month-end']} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('sector.do.end')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
