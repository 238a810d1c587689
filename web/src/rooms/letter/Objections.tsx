import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { Actions, AreaField, Button, Form, Panel, RadioField, Tag, toast, useKey } from '@/kit'
import { type Letter, type Objection, useLetterWrite } from './data'
import css from './Letter.module.css'

/** What was objected to, what was answered, and by whom. */
export function Objections({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  if (letter.objections.length === 0) return null
  return (
    <Panel title={t('object.title')}>
      <ul className={css.list}>
        {letter.objections.map(o => (
          <li key={o.id}>
            <p>
              <strong>{o.title}</strong>{' '}
              <Tag tone={o.state === 'open' ? 'strong' : 'done'}>
                {t(o.state === 'open' ? 'object.open' : o.upheld ? 'object.upheld' : 'object.refused')}
              </Tag>
            </p>
            <p>
              {o.byName.name} {sayTime(o.at, lang)}：{o.text}
            </p>
            {o.answer && (
              <p>
                {o.answerName.name}：{o.answer}
              </p>
            )}
            {o.state === 'open' && letter.can.includes('answer') && <Answer objection={o} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Answer({ objection }: { objection: Objection }) {
  const t = useT('letter')
  const keyFor = useKey()
  const [upheld, setUpheld] = useState('')
  const [answer, setAnswer] = useState('')
  const save = useLetterWrite((body: object, key) =>
    api.post(`/letter-objections/${objection.id}/answer`, body, { key }),
  )
  const submit = () => {
    const body = { upheld: upheld === 'yes', answer: answer.trim() }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: () => toast(t('object.answered')) })
  }
  return (
    <Form onSubmit={submit} problem={save.error} errors={{}}>
      <RadioField
        name="upheld"
        label={t('object.decide')}
        value={upheld}
        onValue={setUpheld}
        options={[
          { value: 'yes', label: t('object.yes') },
          { value: 'no', label: t('object.no') },
        ]}
      />
      <AreaField name="answer" label={t('object.answer')} rows={2} value={answer} onValue={setAnswer} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending} disabled={upheld === ''}>
          {t('object.send')}
        </Button>
      </Actions>
    </Form>
  )
}
