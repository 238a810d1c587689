import { useState } from 'react'
import { api } from '@/api/client'
import type { FileRef, Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { asNumber } from '@/app/number'
import { usePrefs } from '@/app/prefs'
import {
  Actions,
  AreaField,
  Button,
  DateField,
  Form,
  Note,
  SelectField,
  TextField,
  toast,
  UnitPicker,
  useKey,
} from '@/kit'
import { useLetterWrite } from './data'
import { EvidenceField } from './Evidence'
import { useTemplates } from './template'

/** A fact that no room counts yet: what, whose, when, and on which paper it rests. */
export function RecordForm({ onDone }: { onDone: () => void }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const keyFor = useKey()
  const set = useTemplates()
  const [v, setV] = useState({ unit: null as Named | null, metric: '', day: '', n: '1', text: '', basis: '' })
  const [files, setFiles] = useState<FileRef[]>([])
  const put = (edit: Partial<typeof v>) => setV({ ...v, ...edit })
  const save = useLetterWrite((body: object, key) => api.post('/letter-records', body, { key }))
  const metrics = (set.data?.metrics ?? []).filter(m => m.recorded)
  const submit = () => {
    const body = { ...v, unit: v.unit?.id ?? '', n: asNumber(v.n), files: files.map(f => f.hash) }
    save.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('record.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Note>{t('record.lead')}</Note>
      <UnitPicker name="unit" label={t('unit')} value={v.unit} onValue={unit => put({ unit })} />
      <SelectField
        name="metric"
        label={t('record.what')}
        value={v.metric}
        blank={t('record.pick')}
        onValue={metric => put({ metric })}
        options={metrics.map(m => ({ value: m.key, label: lang === 'en' ? m.en : m.zh }))}
      />
      <DateField name="day" label={t('day')} value={v.day} onValue={day => put({ day })} />
      <TextField name="n" label={t('record.n')} inputMode="numeric" value={v.n} onValue={n => put({ n })} />
      <AreaField name="text" label={t('record.text')} rows={2} value={v.text} onValue={text => put({ text })} />
      <TextField name="basis" label={t('record.basis')} value={v.basis} onValue={basis => put({ basis })} />
      <EvidenceField files={files} onFiles={setFiles} label={t('record.files')} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('record.nav')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
