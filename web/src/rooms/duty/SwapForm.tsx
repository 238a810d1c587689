import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Actions, Button, Form, PersonPicker, RadioField, SelectField, TextField, toast, useForm, useKey } from '@/kit'
import { type ShiftCard, useDutyWrite } from './data'
import { saySpan } from './say'
import { useOthers } from './useOthers'

/** Another person takes the shift, or two people exchange theirs; both names stay. */
export function SwapForm({ shift, onDone }: { shift: ShiftCard; onDone: () => void }) {
  const t = useT('duty')
  const { lang } = usePrefs()
  const keyFor = useKey()
  const others = useOthers(shift)
  const form = useForm({ role: 'person', how: 'other', person: null as Named | null, with: '', reason: '' }, v => [
    'reason',
    v.how === 'other' ? 'person' : 'with',
  ])
  const { values } = form
  const save = useDutyWrite((body: object, key) => api.post(`/duty/${shift.id}/swap`, body, { key }))
  const submit = () => {
    const which = values.how === 'other' ? { person: values.person?.id } : { with: values.with }
    const body = { revision: shift.revision, role: values.role, reason: values.reason.trim(), ...which }
    const done = () => {
      toast(t('swap.done'))
      onDone()
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <RadioField
        {...form.bind('role')}
        label={t('swap.role')}
        options={['person', 'leader'].map(r => ({ value: r, label: t(`swap.roles.${r}`) }))}
      />
      <RadioField
        {...form.bind('how')}
        label={t('swap.how')}
        options={['other', 'exchange'].map(h => ({ value: h, label: t(`swap.hows.${h}`) }))}
      />
      {values.how === 'other' ? (
        <PersonPicker {...form.bind('person')} label={t('swap.person')} />
      ) : (
        <SelectField
          {...form.bind('with')}
          label={t('swap.with')}
          blank={t('choose')}
          options={others.map(o => ({ value: o.id, label: `${saySpan(t, lang, o.starts, o.ends)} ${o.person.name}` }))}
        />
      )}
      <TextField {...form.bind('reason')} label={t('swap.reason')} hint={t('swap.reasonHint')} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('swap.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
