import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate } from '@/app/router'
import { useCan, useSession } from '@/app/session'
import {
  Actions,
  AreaField,
  Button,
  CheckField,
  DateField,
  Form,
  type FormState,
  PersonPicker,
  PostPicker,
  RadioField,
  SelectField,
  UnitPicker,
  useForm,
  useKey,
} from '@/kit'
import { type Request, useMake } from './data'
import { months, periodOf } from './period'

/** What a link from another page has chosen already. */
export interface About {
  kind: string
  id: string
  name: string
  from: string
}

interface Values {
  kind: string
  subject: Named | null
  period: string
  from: string
  to: string
  purpose: string
  lang: string
  personal: boolean
  /** The post of whoever asks. */
  own: string
}

/** Asks for a book: of whom, for which days, and what for. What is one's own has a sensible answer already. */
export function AskForm({ about }: { about: About | null }) {
  const t = useT('diligence')
  const make = useMake()
  const keyFor = useKey()
  const form = useForm(useStart(about), v => [isPicked(v.kind) && 'subject', !isOwn(v.kind) && 'purpose'])
  const submit = () => {
    const body = requestOf(form.values)
    if (form.valid()) make.mutate({ body, key: keyFor(body) }, { onSuccess: b => navigate(`/diligence/${b.id}`) })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={make.error}>
      <Subject about={about} form={form} />
      <PeriodFields form={form} />
      <AreaField
        {...form.bind('purpose')}
        label={t('purpose')}
        hint={t('purposeHint')}
        optional={isOwn(form.values.kind)}
        rows={2}
        maxLength={200}
      />
      <RadioField
        {...form.bind('lang')}
        label={t('lang')}
        options={[
          { value: 'zh', label: t('zh') },
          { value: 'en', label: t('en') },
        ]}
      />
      <CheckField label={t('personal')} checked={form.values.personal} onChecked={x => form.set('personal', x)} />
      <Actions>
        <Button type="submit" look="primary" busy={make.isPending}>
          {t('make')}
        </Button>
      </Actions>
    </Form>
  )
}

/** Somebody else's book needs to be told whose. */
const isPicked = (kind: string) => ['post', 'unit', 'person'].includes(kind)

/** Of one's own book everybody knows what it is for; of any other the reader says it in words of their own. */
const isOwn = (kind: string) => ['mine', 'me'].includes(kind)

function useStart(about: About | null): Values {
  const t = useT('diligence')
  const { lang } = usePrefs()
  const { post } = useSession()
  const last = months()[1]?.value ?? '30d'
  return {
    kind: about?.kind ?? (post ? 'mine' : 'me'),
    subject: about && { id: about.id, name: about.name },
    period: about?.from ? 'days' : last,
    from: about?.from ?? periodOf(last)?.from ?? '',
    to: about?.from ? (periodOf('30d')?.to ?? '') : (periodOf(last)?.to ?? ''),
    purpose: about ? '' : t('purposeOwn'),
    lang: lang === 'en' ? 'en' : 'zh',
    personal: false,
    own: post?.id ?? '',
  }
}

/** requestOf turns the choices into what the server is asked. */
function requestOf(v: Values): Request {
  const id = v.subject?.id ?? ''
  const [kind = '', record = ''] = id.split(':')
  const subjects: Record<string, Request['subject']> = {
    mine: { kind: 'post', id: v.own },
    me: { kind: 'person' },
    incident: { kind: 'incident', ref: { kind, id: record } },
  }
  const other = { kind: v.kind as 'post' | 'unit' | 'person', id }
  const days = periodOf(v.period) ?? { from: v.from, to: v.to }
  return {
    subject: subjects[v.kind] ?? other,
    ...days,
    purpose: v.purpose,
    lang: v.lang === 'en' ? 'en' : 'zh',
    personal: v.personal,
  }
}

interface Part {
  form: FormState<Values>
}

function Subject({ about, form }: Part & { about: About | null }) {
  const t = useT('diligence')
  const can = useCan()
  const { post } = useSession()
  const { values, set } = form
  const pick = form.bind('subject')
  const own = t('purposeOwn')
  const kinds = [
    ...(about ? [{ value: about.kind, label: t(`about.${about.kind}`, { name: about.name }) }] : []),
    ...(post ? [{ value: 'mine', label: t('about.mine', { name: post.title }) }] : []),
    { value: 'me', label: t('about.me') },
    ...(!about && can('diligence.unit') ? ['post', 'unit'].map(k => ({ value: k, label: t(`of.${k}`) })) : []),
    ...(!about && can('diligence.person') ? [{ value: 'person', label: t('of.person') }] : []),
  ]
  return (
    <>
      <RadioField
        name="subject.kind"
        label={t('subject')}
        value={values.kind}
        onValue={x => {
          set('kind', x)
          set('subject', about?.kind === x ? { id: about.id, name: about.name } : null)
          if (values.purpose === '' || values.purpose === own) set('purpose', isOwn(x) ? own : '')
        }}
        options={kinds}
      />
      {!about && values.kind === 'post' && <PostPicker {...pick} label={t('of.post')} />}
      {!about && values.kind === 'unit' && <UnitPicker {...pick} label={t('of.unit')} />}
      {!about && values.kind === 'person' && <PersonPicker {...pick} label={t('of.person')} />}
    </>
  )
}

function PeriodFields({ form }: Part) {
  const t = useT('diligence')
  const options = [
    ...months().map(m => ({
      value: m.value,
      label: t('month', { year: m.year, name: t(`months.${m.month}`) }),
    })),
    { value: '30d', label: t('days30') },
    { value: 'year', label: t('thisYear') },
    { value: 'days', label: t('days') },
  ]
  return (
    <>
      <SelectField {...form.bind('period')} label={t('period')} options={options} />
      {form.values.period === 'days' && (
        <>
          <DateField {...form.bind('from')} label={t('from')} chips={[]} />
          <DateField {...form.bind('to')} label={t('to')} chips={['today']} />
        </>
      )}
    </>
  )
}
