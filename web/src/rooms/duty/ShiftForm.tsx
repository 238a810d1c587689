import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import {
  Actions,
  Button,
  DateField,
  Form,
  PersonPicker,
  RadioField,
  SelectField,
  TextField,
  toast,
  useForm,
  useKey,
} from '@/kit'
import css from './Duty.module.css'
import { type Gap, type ShiftKind, shiftKinds, useDutyWrite } from './data'
import { clockOf, dayOf, endOf, instant } from './days'
import { usePostOptions } from './usePostOptions'

const blank = (gap: Gap) => ({
  post: '',
  day: dayOf(gap.from),
  kind: 'whole' as ShiftKind,
  begins: clockOf(gap.from),
  ends: clockOf(gap.to),
  person: null as Named | null,
  leader: null as Named | null,
  note: '',
})

/** One shift into a gap of the roster. */
export function ShiftForm({ unit, gap, onDone }: { unit: Named; gap: Gap; onDone: () => void }) {
  const t = useT('duty')
  const keyFor = useKey()
  const { options, usual } = usePostOptions(unit.id)
  const form = useForm(blank(gap), ['day', 'person', !usual && 'post'])
  const save = useDutyWrite((body: object, key) => api.post('/duty', body, { key }))
  const { values, set } = form
  const submit = () => {
    const shift = {
      post: values.post || usual,
      kind: values.kind,
      starts: instant(values.day, values.begins),
      ends: endOf(values.day, values.begins, values.ends),
      person: values.person?.id,
      leader: values.leader?.id,
      note: values.note.trim(),
    }
    const body = { unit: unit.id, shifts: [shift] }
    const done = () => {
      toast(t('shift.saved'))
      onDone()
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <SelectField
        name="post"
        label={t('rotate.post')}
        blank={t('choose')}
        value={values.post || usual}
        onValue={v => set('post', v)}
        options={options}
      />
      <DateField {...form.bind('day')} label={t('shift.day')} chips={['today', 'tomorrow']} />
      <RadioField
        name="kind"
        label={t('shift.kind')}
        value={values.kind}
        onValue={v => set('kind', v as ShiftKind)}
        options={shiftKinds.map(k => ({ value: k, label: t(`kind.${k}`) }))}
      />
      <div className={css.pair}>
        <TextField
          name="starts"
          type="time"
          label={t('shift.begins')}
          value={values.begins}
          onValue={v => set('begins', v)}
        />
        <TextField {...form.bind('ends')} type="time" label={t('shift.ends')} />
      </div>
      <p className="muted">{t('shift.endsHint')}</p>
      <PersonPicker {...form.bind('person')} label={t('shift.person')} />
      <PersonPicker {...form.bind('leader')} label={t('shift.leader')} optional />
      <TextField {...form.bind('note')} label={t('shift.note')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('shift.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
