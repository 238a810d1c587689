import { useState } from 'react'
import { asProblem } from '@/api/problem'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, SelectField, SitePicker, TextField, toast, useForm, useKey } from '@/kit'
import { type Choice, changed, conflictOf, type Facts, factsOf, settled } from '../amend'
import { useTerms, useVerb } from '../data'
import { useSite } from '../names'
import { Clashes } from './Clashes'
import type { VerbFormProps } from './useSubmit'

/** 修改: facts, on the sight of a revision. What others changed meanwhile is shown and chosen, never overwritten. */
export function AmendForm({ detail, onDone }: VerbFormProps) {
  const t = useT('hazard')
  const [seen] = useState(() => ({ facts: factsOf(detail), revision: detail.revision }))
  const form = useForm<Facts>(seen.facts, ['text'])
  const key = useKey()
  const act = useVerb(detail.id, 'amend')
  const conflict = act.error ? conflictOf(asProblem(act.error).more) : undefined
  const send = (base: number, facts: Partial<Facts>) => {
    if (Object.keys(facts).length === 0) return onDone()
    const body = { base, ...facts }
    act.mutate({ body, key: key(body) }, { onSuccess: told })
  }
  const told = () => {
    toast(t('verb.amendSaid'))
    onDone()
  }
  const wanted = changed(seen.facts, form.values)
  if (conflict) {
    const decide = (choices: Record<string, Choice>) => send(conflict.revision, settled(wanted, choices))
    return <Clashes fields={conflict.fields} busy={act.isPending} onDecide={decide} onBack={() => act.reset()} />
  }
  return (
    <Form onSubmit={() => form.valid() && send(seen.revision, wanted)} errors={form.errors} problem={act.error}>
      <FactFields values={form.values} set={form.set} />
      <Actions>
        <Button type="submit" look="primary" busy={act.isPending}>
          {t('amend.save')}
        </Button>
      </Actions>
    </Form>
  )
}

interface FactFieldsProps {
  values: Facts
  set: <K extends keyof Facts>(name: K, value: Facts[K]) => void
}

function FactFields({ values, set }: FactFieldsProps) {
  const t = useT('hazard')
  const terms = useTerms()
  const known = useSite(values.site)
  const site: Named | null = values.site ? { id: values.site, name: known.data?.name ?? values.site } : null
  const selects = [
    ['category', 'categories'],
    ['sector', 'sectors'],
    ['cause', 'causes'],
  ] as const
  return (
    <>
      <AreaField name="text" label={t('fact.text')} value={values.text} onValue={v => set('text', v)} />
      <SitePicker
        name="site"
        label={t('fact.site')}
        optional
        value={site}
        onValue={picked => set('site', picked?.id ?? '')}
      />
      <TextField name="where" label={t('fact.where')} optional value={values.where} onValue={v => set('where', v)} />
      {selects.map(([name, list]) => (
        <SelectField
          key={name}
          name={name}
          label={t(`fact.${name}`)}
          value={values[name]}
          onValue={v => set(name, v)}
          options={terms.options(list)}
        />
      ))}
      <TextField
        name="clause"
        label={t('fact.clause')}
        hint={t('fact.clauseHint')}
        optional
        value={values.clause}
        onValue={v => set('clause', v)}
      />
    </>
  )
}
