import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, RadioField, useForm } from '@/kit'
import type { Choice } from '../amend'
import css from '../Detail.module.css'
import { useTerms } from '../data'
import type { Clash } from '../types'

interface ClashesProps {
  fields: Clash[]
  busy: boolean
  onDecide: (choices: Record<string, Choice>) => void
  onBack: () => void
}

/** Two people changed the same fact: what both saw, what the other wrote, what I want; a person chooses each. */
export function Clashes({ fields, busy, onDecide, onBack }: ClashesProps) {
  const t = useT('hazard')
  const word = useFactWords()
  const form = useForm<Record<string, Choice>>(
    {},
    fields.map(f => f.field),
  )
  return (
    <Form onSubmit={() => form.valid() && onDecide(form.values)} errors={form.errors}>
      <Note tone="warn">{t('amend.clash', { count: fields.length })}</Note>
      {fields.map(f => (
        <section key={f.field} className={css.clash}>
          <p className="muted">{t('amend.base', { value: word(f.field, f.base) })}</p>
          <RadioField
            name={f.field}
            label={t(`fact.${f.field}`)}
            value={form.values[f.field] ?? ''}
            onValue={v => form.set(f.field, v as Choice)}
            options={[
              { value: 'theirs', label: t('amend.theirs', { value: word(f.field, f.theirs) }) },
              { value: 'mine', label: t('amend.mine', { value: word(f.field, f.mine) }) },
            ]}
          />
        </section>
      ))}
      <Actions>
        <Button type="submit" look="primary" busy={busy}>
          {t('amend.decide')}
        </Button>
        <Button onClick={onBack}>{t('amend.back')}</Button>
      </Actions>
    </Form>
  )
}

/** A fact is shown as people read it: a key of the policy by its name. */
function useFactWords() {
  const t = useT('hazard')
  const terms = useTerms()
  const lists = { category: 'categories', sector: 'sectors', cause: 'causes' } as const
  return (field: string, value: unknown): string => {
    if (value === '' || value === null || value === undefined) return t('amend.empty')
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const list = lists[field as keyof typeof lists]
    return list ? terms.say(list, text) : text
  }
}
