import type { Relay } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayDay } from '@/app/time'
import { Actions, AreaField, Button, DateField, Form, TextField, toast, useForm, useKey } from '@/parts'
import { useReceipt } from './data'
import css from './MatterFacts.module.css'

/** What a unit answers with when it has relayed what a meeting studied: when, to how many, and a word if need be. */
export function RelayForm({ relay, onDone }: { relay: Relay; onDone: () => void }) {
  const t = useT('todo')
  const send = useReceipt(relay, relay.title)
  const key = useKey()
  const form = useForm({ on: '', people: '', note: '' }, [], v => ({
    ...(/^\d{1,6}$/.test(v.people.trim()) ? {} : { people: t('relay.needPeople') }),
  }))
  const { on, people, note } = form.values
  const body = { on: on || undefined, people: Number(people.trim()), note: note.trim() || undefined }
  const done = () => {
    toast(t('relay.given'))
    onDone()
  }
  return (
    <Form
      onSubmit={() => form.valid() && send.mutate({ body, key: key(body) }, { onSuccess: done })}
      errors={form.errors}
      problem={send.error}
    >
      <TextField {...form.bind('people')} label={t('relay.people')} inputMode="numeric" />
      <DateField {...form.bind('on')} label={t('relay.on')} hint={t('relay.onHint')} chips={[]} optional />
      <AreaField {...form.bind('note')} label={t('relay.note')} optional rows={2} maxLength={1000} />
      <Actions>
        <Button type="submit" look="primary" busy={send.isPending}>
          {t('relay.send')}
        </Button>
      </Actions>
    </Form>
  )
}

/** Which document it is, from which meeting, and until when. */
export function RelayFacts({ relay }: { relay: Relay }) {
  const t = useT('todo')
  const { lang } = usePrefs()
  const facts: [string, string | undefined | null][] = [
    ['source', relay.from],
    ['number', relay.number],
    ['organ', relay.organ],
    ['due', relay.due && sayDay(relay.due, lang)],
  ]
  return (
    <div className={css.facts}>
      <dl className={css.list}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{t(`fact.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}
