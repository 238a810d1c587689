import { type ReactNode, useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, useKey } from '@/parts'

interface Props {
  label: string
  busy: boolean
  problem: unknown
  onSend: (text: string, key: string) => void
  onCancel: () => void
  /** What else is given, such as files. */
  more?: ReactNode
}

/** A verb that wants its reason in words. */
export function ReasonForm({ label, busy, problem, onSend, onCancel, more }: Props) {
  const t = useT('letter')
  const keyFor = useKey()
  const [text, setText] = useState('')
  return (
    <Form onSubmit={() => onSend(text.trim(), keyFor(text))} problem={problem}>
      <AreaField name="text" label={label} rows={3} value={text} onValue={setText} />
      {more}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('submit')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
