import { useState } from 'react'
import { api } from '@/api/client'
import type { Named, Page } from '@/api/types'
import { useT } from '@/app/i18n'
import { countyNow } from '@/app/time'
import {
  Actions,
  Button,
  CheckField,
  DateField,
  Form,
  Loaded,
  SelectField,
  TextField,
  toast,
  useForm,
  useKey,
} from '@/kit'
import css from './Duty.module.css'
import { type Draft, useDutyWrite, useRoster } from './data'
import { dayOf } from './days'
import { PeopleField } from './PeopleField'
import { RotatePreview } from './RotatePreview'
import { usePostOptions } from './usePostOptions'

const blank = (from: string) => ({
  post: '',
  from,
  to: '',
  at: '08:30',
  nights: false,
  evening: '18:00',
  people: [] as Named[],
  leaders: [] as Named[],
})

/** A rotation: people in turn over some days, going on where the roster ends. It is looked at before it is stored. */
export function RotateForm({ unit, onDone }: { unit: Named; onDone: () => void }) {
  const today = countyNow()
  const ahead = useRoster(unit.id, today.format('YYYY-MM-DD'), today.add(rosterMost, 'day').format('YYYY-MM-DD'))
  const tomorrow = today.add(1, 'day').format('YYYY-MM-DD')
  return (
    <Loaded query={ahead}>
      {data => <Asked unit={unit} from={lastOf([tomorrow, ...data.items.map(s => dayOf(s.ends))])} onDone={onDone} />}
    </Loaded>
  )
}

const lastOf = (days: string[]) => days.sort().at(-1) ?? ''

/** How far ahead the server shows a roster. */
const rosterMost = 184

function Asked({ unit, from, onDone }: { unit: Named; from: string; onDone: () => void }) {
  const t = useT('duty')
  const keyFor = useKey()
  const { options, usual, people } = usePostOptions(unit.id)
  const [drafts, setDrafts] = useState<Draft[] | null>(null)
  const form = useForm(blank(from), ['from', 'to', 'people', !usual && 'post'])
  const propose = useDutyWrite((body: object, key) => api.post<Page<Draft>>('/duty/rotate', body, { key }))
  const store = useDutyWrite((shifts: Draft[], key) => api.post('/duty', { unit: unit.id, shifts }, { key }))
  const { values, set } = form
  const look = () => {
    const { people: turn, leaders, post, evening, ...rest } = values
    const ids = (list: Named[]) => list.map(p => p.id)
    const body = { ...rest, unit: unit.id, post: post || usual, people: ids(turn), leaders: ids(leaders), evening }
    if (form.valid()) propose.mutate({ body, key: keyFor(body) }, { onSuccess: page => setDrafts(page.items) })
  }
  const save = () => {
    const done = () => {
      toast(t('rotate.done', { count: drafts?.length ?? 0 }))
      onDone()
    }
    if (drafts) store.mutate({ body: drafts, key: keyFor(drafts) }, { onSuccess: done })
  }
  if (drafts) {
    return (
      <Form onSubmit={save} problem={store.error}>
        <RotatePreview drafts={drafts} names={[...values.people, ...values.leaders]} />
        <Actions>
          <Button type="submit" look="primary" busy={store.isPending}>
            {t('rotate.save', { count: drafts.length })}
          </Button>
          <Button onClick={() => setDrafts(null)}>{t('rotate.back')}</Button>
        </Actions>
      </Form>
    )
  }
  return (
    <Form onSubmit={look} errors={form.errors} problem={propose.error}>
      <SelectField
        name="post"
        label={t('rotate.post')}
        hint={usual ? undefined : t('rotate.postHint')}
        blank={t('choose')}
        value={values.post || usual}
        onValue={v => set('post', v)}
        options={options}
      />
      <DateField {...form.bind('from')} label={t('rotate.from')} chips={['today', 'tomorrow']} />
      <DateField {...form.bind('to')} label={t('rotate.to')} chips={['7d', '15d', 'month-end']} />
      <PeopleField {...form.bind('people')} label={t('rotate.people')} offers={people} />
      <PeopleField {...form.bind('leaders')} label={t('rotate.leaders')} optional offers={people} />
      <div className={css.pair}>
        <TextField {...form.bind('at')} type="time" label={t('rotate.at')} />
        {values.nights && <TextField {...form.bind('evening')} type="time" label={t('rotate.evening')} />}
      </div>
      <CheckField label={t('rotate.nights')} checked={values.nights} onChecked={v => set('nights', v)} />
      <Actions>
        <Button type="submit" look="primary" busy={propose.isPending}>
          {t('rotate.next')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
