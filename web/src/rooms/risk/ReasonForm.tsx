import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { AreaField, Form, SelectField, useKey } from '@/kit'
import { useRules } from './data'
import { FormEnd } from './PointFields'

interface Props {
  triggers?: boolean
  busy: boolean
  problem: unknown
  onSend: (reason: string, trigger: string, key: string) => void
  onCancel: () => void
}

/** A verb that wants reasons; of a proposal also what happened. */
export function ReasonForm({ triggers, busy, problem, onSend, onCancel }: Props) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const rules = useRules()
  const keyFor = useKey()
  const [reason, setReason] = useState('')
  const [trigger, setTrigger] = useState('accident')
  const submit = () => onSend(reason.trim(), trigger, keyFor({ reason, trigger }))
  return (
    <Form onSubmit={submit} problem={problem}>
      {triggers && (
        <SelectField
          name="trigger"
          label={t('whatHappened')}
          value={trigger}
          onValue={setTrigger}
          options={(rules.data?.triggers ?? [])
            .filter(x => x.key !== 'worn')
            .map(x => ({ value: x.key, label: lang === 'en' ? x.en : x.zh }))}
        />
      )}
      <AreaField name="reason" label={t('reason')} rows={3} value={reason} onValue={setReason} />
      <FormEnd busy={busy} onCancel={onCancel} verb={t('send')} />
    </Form>
  )
}
