import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { useSession } from '@/app/session'
import {
  Actions,
  Button,
  DateField,
  Form,
  RadioField,
  SelectField,
  TextField,
  toast,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import { usePlaces } from '../registry/data'
import { type Plan, rounds, usePublished, useRoomWrite, useSay, useSiteKinds } from './data'
import { KindPicker } from './KindPicker'

const blank = {
  title: '',
  basis: '',
  checklist: '',
  kinds: [] as string[],
  areas: [] as string[],
  assign: 'township',
  unit: null as Named | null,
  every: 'quarter',
  from: '',
  to: '',
}

/** A new plan: its first round goes out at once, all tasks or none. */
export function PlanForm({ onDone }: { onDone: () => void }) {
  const t = useT('inspection')
  const say = useSay()
  const { county } = useSession()
  const keyFor = useKey()
  const kinds = useSiteKinds()
  const places = usePlaces(county.code)
  const lists = usePublished().data?.items ?? []
  const form = useForm(blank, ['title', 'checklist', 'kinds', 'from', 'to'])
  const { values, set } = form
  const save = useRoomWrite((body: object, key) => api.post<Plan>('/inspection-plans', body, { key }))
  const submit = () => {
    if (!form.valid()) return
    const body = { ...values, unit: values.assign === 'unit' ? (values.unit?.id ?? '') : '' }
    save.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: p => {
          toast(t('plan.made'))
          onDone()
          navigate(`/inspections/plans/${p.id}`)
        },
      },
    )
  }
  const choose = (checklist: string) => {
    set('checklist', checklist)
    const suits = lists.find(l => l.id === checklist)?.siteKinds
    if (suits && values.kinds.length === 0) set('kinds', suits)
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <TextField {...form.bind('title')} label={t('plan.name')} />
      <TextField {...form.bind('basis')} label={t('plan.basis')} hint={t('plan.basisHint')} optional />
      <SelectField
        name="checklist"
        label={t('col.checklist')}
        blank={t('choose')}
        value={values.checklist}
        onValue={choose}
        options={lists.map(l => ({ value: l.id, label: say(l.title, l.titleEn) }))}
      />
      <KindPicker
        name="kinds"
        label={t('plan.kinds')}
        kinds={kinds}
        chosen={values.kinds}
        onChosen={v => set('kinds', v)}
      />
      <KindPicker
        name="areas"
        label={t('plan.areas')}
        kinds={(places.data?.items ?? []).map(p => ({ value: p.code, label: p.name }))}
        chosen={values.areas}
        onChosen={v => set('areas', v)}
      />
      <RadioField
        {...form.bind('assign')}
        label={t('plan.assign')}
        options={['township', 'owner', 'unit'].map(a => ({ value: a, label: t(`assign.${a}`) }))}
      />
      {values.assign === 'unit' && (
        <UnitPicker {...form.bind('unit')} label={t('plan.unit')} hint={t('plan.unitHint')} optional />
      )}
      <RadioField
        {...form.bind('every')}
        label={t('plan.every')}
        options={rounds.map(r => ({ value: r, label: t(`every.${r}`) }))}
      />
      <DateField {...form.bind('from')} label={t('plan.from')} chips={['today', 'tomorrow']} />
      <DateField {...form.bind('to')} label={t('plan.to')} chips={['15d', 'month-end']} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('plan.send')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
