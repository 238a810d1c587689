import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Facts, Form, TextField, toast, useKey } from '@/kit'
import { type Letter, type Line, points, useLetterWrite } from './data'

/** The signer's own mark with what shows it, or the mark of the check, never by the same unit. */
export function MarkForm({ letter, line, onDone }: { letter: Letter; line: Line; onDone: () => void }) {
  const t = useT('letter')
  const keyFor = useKey()
  const check = letter.can.includes('check')
  const m = line.mark
  const [given, setGiven] = useState(points(check ? (m?.checked ?? m?.self ?? 0) : (m?.self ?? 0)))
  const [text, setText] = useState((check ? m?.found : m?.text) ?? '')
  const save = useLetterWrite((body: object, key) =>
    api.post(`/letters/${letter.id}/clauses/${line.key}/${check ? 'check' : 'self'}`, body, { key }),
  )
  const submit = () => {
    const n = Math.round(Number(given) * 100)
    const body = check ? { points: n, found: text.trim() } : { self: n, text: text.trim(), files: [] }
    save.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('mark.saved'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      {line.evidence && <p className="muted">{t('mark.evidence', { evidence: line.evidence })}</p>}
      {check && m && (
        <Facts
          items={[
            [t('mark.self'), points(m.self)],
            [t('mark.said'), m.text || '—'],
          ]}
        />
      )}
      <TextField
        name={check ? 'points' : 'self'}
        label={t('mark.points', { full: points(line.full) })}
        inputMode="decimal"
        value={given}
        onValue={setGiven}
      />
      <AreaField
        name={check ? 'found' : 'files'}
        label={t(check ? 'mark.found' : 'mark.text')}
        rows={3}
        value={text}
        onValue={setText}
      />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('mark.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
