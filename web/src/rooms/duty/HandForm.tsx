import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Actions, AreaField, Button, Form, Note, SelectField, toast, useForm, useKey } from '@/kit'
import { type ShiftCard, useDutyWrite } from './data'
import { saySpan } from './say'
import { useOthers } from './useOthers'

/** What this shift tells the next; the next one confirms it. */
export function HandForm({ shift, onDone }: { shift: ShiftCard; onDone: () => void }) {
  const t = useT('duty')
  const { lang } = usePrefs()
  const keyFor = useKey()
  const later = useOthers(shift).filter(s => s.starts >= shift.ends)
  const form = useForm({ next: '', note: '' }, ['note', !later[0] && 'next'])
  const next = form.values.next || (later[0]?.id ?? '')
  const save = useDutyWrite((body: object, key) => api.post(`/duty/${shift.id}/handover`, body, { key }))
  const submit = () => {
    const body = { next, note: form.values.note.trim() }
    const done = () => {
      toast(t('hand.done'))
      onDone()
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      {later.length === 0 && <Note tone="warn">{t('hand.noNext')}</Note>}
      <SelectField
        name="next"
        label={t('hand.next')}
        value={next}
        onValue={v => form.set('next', v)}
        options={later.map(s => ({ value: s.id, label: `${saySpan(t, lang, s.starts, s.ends)} ${s.person.name}` }))}
      />
      <AreaField {...form.bind('note')} label={t('hand.note')} hint={t('hand.noteHint')} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('hand.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
