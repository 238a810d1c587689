import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Actions, Button, CheckField, DateField, Form, Note, Panel, TextField, toast, useKey } from '@/kit'
import { thisYear, useLetterWrite } from './data'
import css from './Letter.module.css'
import { change, sums, type Template, type TemplateBody } from './template'

/** A template of the county's own, begun from another: its words, weights, vetoes and grades. */
export function TemplateForm({ base, onDone }: { base: Template; onDone: () => void }) {
  const t = useT('letter')
  const keyFor = useKey()
  const draft = base.state === 'draft'
  const [from, setFrom] = useState(draft ? base.from : `${thisYear()}-01-01`)
  const [to, setTo] = useState(draft ? (base.to ?? '') : `${thisYear()}-12-31`)
  const [source, setSource] = useState(draft ? base.source : '')
  const [body, setBody] = useState<TemplateBody>(base.body)
  const save = useLetterWrite((all: object, key) => api.post('/letter-templates', all, { key }))
  const wrong = sums(body)
  const submit = () => {
    const all = { ...(draft ? { id: base.id, revision: base.revision } : {}), from, to: to || undefined, source, body }
    save.mutate(
      { body: all, key: keyFor(all) },
      {
        onSuccess: () => {
          toast(t('templates.saved'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <TextField name="body.zh" label={t('templates.name')} value={body.zh} onValue={zh => setBody({ ...body, zh })} />
      <DateField name="from" label={t('templates.from')} value={from} onValue={setFrom} />
      <DateField name="to" label={t('templates.to')} value={to} onValue={setTo} />
      <TextField name="source" label={t('templates.source')} value={source} onValue={setSource} />
      {wrong.length > 0 && (
        <Note tone="warn">
          {wrong.map(w => (
            <p key={w.part}>{t(w.part === 'total' ? 'templates.total' : 'templates.sum', { ...w })}</p>
          ))}
        </Note>
      )}
      <Parts body={body} onBody={setBody} />
      <Vetoes body={body} onBody={setBody} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('templates.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}

interface Editing {
  body: TemplateBody
  onBody: (body: TemplateBody) => void
}

function Parts({ body, onBody }: Editing) {
  const t = useT('letter')
  const { lang } = usePrefs()
  return body.parts.map((p, i) => (
    <Panel key={p.key} title={lang === 'en' ? p.en : p.zh}>
      <TextField
        name={`body.parts[${i}].weight`}
        label={t('templates.weightPart')}
        inputMode="decimal"
        value={String(p.weight)}
        onValue={v => onBody(change(body, i, -1, { weight: Number(v) || 0 }))}
      />
      {p.clauses.map((c, j) => (
        <div key={c.key} className={css.clause}>
          <TextField
            name={`body.parts[${i}].clauses[${j}].${lang === 'en' ? 'en' : 'zh'}`}
            label={t('clauseN', { n: j + 1 })}
            value={lang === 'en' ? c.en : c.zh}
            onValue={v => onBody(change(body, i, j, lang === 'en' ? { en: v } : { zh: v }))}
          />
          <TextField
            name={`body.parts[${i}].clauses[${j}].weight`}
            label={t('weight')}
            inputMode="decimal"
            value={String(c.weight)}
            onValue={v => onBody(change(body, i, j, { weight: Number(v) || 0 }))}
          />
        </div>
      ))}
    </Panel>
  ))
}

function Vetoes({ body, onBody }: Editing) {
  const t = useT('letter')
  const { lang } = usePrefs()
  return (
    <Panel title={t('veto')}>
      {body.vetoes.map((v, i) => (
        <CheckField
          key={v.key}
          label={lang === 'en' ? v.en : v.zh}
          checked={v.on}
          onChecked={on => onBody({ ...body, vetoes: body.vetoes.map((x, k) => (k === i ? { ...x, on } : x)) })}
        />
      ))}
    </Panel>
  )
}
