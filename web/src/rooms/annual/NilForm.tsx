import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, SelectField, TextField, toast, useKey } from '@/kit'
import { type Annual, useAnnualWrite } from './data'

/** A zero declaration (零报告): what there was nothing of, where, and on what that rests. */
export function NilForm({ report, onDone }: { report: Annual; onDone: () => void }) {
  const t = useT('annual')
  const keyFor = useKey()
  const towns = report.towns.filter(r => r.key.length === 9)
  const [v, setV] = useState({ source: '', area: report.whole ? '' : (towns[0]?.key ?? ''), basis: '' })
  const put = (edit: Partial<typeof v>) => setV({ ...v, ...edit })
  const write = useAnnualWrite((body: object, key) => api.post('/reports/annual/nils', body, { key }))
  const submit = () => {
    const body = { ...v, year: report.year }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('nil.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={write.error}>
      <Note>{t('nil.lead', { year: report.year })}</Note>
      <SelectField
        name="source"
        label={t('nil.what')}
        value={v.source}
        blank={t('nil.pick')}
        onValue={source => put({ source })}
        options={report.sources.map(s => ({ value: s.key, label: s.name }))}
      />
      <SelectField
        name="area"
        label={t('nil.where')}
        value={v.area}
        blank={report.whole ? t('nil.county') : undefined}
        onValue={area => put({ area })}
        options={towns.map(r => ({ value: r.key, label: r.name }))}
      />
      <TextField name="basis" label={t('nil.basis')} value={v.basis} onValue={basis => put({ basis })} />
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('nil.nav')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
