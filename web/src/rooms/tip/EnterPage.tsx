import { useState } from 'react'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import {
  Actions,
  AreaField,
  Button,
  ButtonLink,
  CheckField,
  Form,
  Loaded,
  Note,
  Page,
  Panel,
  PlacePicker,
  RadioField,
  SelectField,
  SitePicker,
  TextField,
  useForm,
} from '@/kit'
import { type FormRules, type Slip, useEnter, useFormRules } from './data'
import css from './Tip.module.css'

/** 代录: a report that came by telephone, letter or in person. The code is read out to the caller. */
export default function EnterPage() {
  const t = useT('tip')
  const rules = useFormRules()
  const [slip, setSlip] = useState<Slip>()
  return (
    <Page name={t('enter.do')} title={t('enter.title')} crumbs={[{ label: t('nav'), to: '/tips' }]}>
      <Panel>
        {slip ? <Given slip={slip} /> : <Loaded query={rules}>{r => <EnterForm rules={r} onDone={setSlip} />}</Loaded>}
      </Panel>
    </Page>
  )
}

function Given({ slip }: { slip: Slip }) {
  const t = useT('tip')
  return (
    <>
      <p>{t('enter.read', { number: slip.number })}</p>
      <p className={css.code}>{slip.code}</p>
      <ButtonLink to="/tips">{t('enter.back')}</ButtonLink>
    </>
  )
}

interface Values {
  channel: string
  worker: boolean
  category: string
  text: string
  when: string
  site: Named | null
  named: string
  place: Named | null
  where: string
  name: string
  phone: string
  contact: string
}

const empty: Values = {
  channel: 'phone',
  worker: false,
  category: '',
  text: '',
  when: '',
  site: null,
  named: '',
  place: null,
  where: '',
  name: '',
  phone: '',
  contact: '',
}

function EnterForm({ rules, onDone }: { rules: FormRules; onDone: (slip: Slip) => void }) {
  const t = useT('tip')
  const { lang } = usePrefs()
  const enter = useEnter()
  const form = useForm<Values>(empty, ['text', 'category'], v => ({
    ...(v.site || v.named.trim() || v.where.trim() ? {} : { where: t('need.where') }),
  }))
  const { values: v, set } = form
  const submit = () => form.valid() && enter.mutate(wire(v, rules.ticket), { onSuccess: onDone })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={enter.error}>
      <RadioField
        {...form.bind('channel')}
        label={t('channel.title')}
        options={['phone', 'visit', 'letter'].map(x => ({ value: x, label: t(`channel.${x}`) }))}
      />
      <AreaField {...form.bind('text')} label={t('text')} hint={t('enter.textHint')} />
      <SelectField
        {...form.bind('category')}
        label={t('category')}
        blank={t('choose')}
        options={rules.categories.map(c => ({ value: c.key, label: lang === 'en' ? c.en : c.zh }))}
      />
      <SitePicker {...form.bind('site')} label={t('site')} />
      {!v.site && (
        <>
          <TextField {...form.bind('named')} label={t('named')} optional />
          <PlacePicker {...form.bind('place')} label={t('place')} optional />
        </>
      )}
      <TextField {...form.bind('where')} label={t('where')} optional />
      <TextField {...form.bind('when')} label={t('when')} optional />
      <CheckField label={t('worker')} checked={v.worker} onChecked={x => set('worker', x)} />
      <Note>{t('enter.sealed')}</Note>
      <TextField {...form.bind('name')} label={t('name')} optional autoComplete="off" />
      <TextField {...form.bind('phone')} label={t('phoneNo')} optional autoComplete="off" inputMode="tel" />
      <TextField {...form.bind('contact')} label={t('contact')} optional autoComplete="off" />
      <Actions>
        <Button type="submit" look="primary" busy={enter.isPending}>
          {t('enter.do')}
        </Button>
      </Actions>
    </Form>
  )
}

function wire(v: Values, ticket: string): Record<string, unknown> {
  const text = (s: string) => s.trim() || undefined
  return {
    ticket,
    channel: v.channel,
    worker: v.worker,
    category: v.category,
    text: v.text.trim(),
    when: text(v.when),
    site: v.site?.id,
    named: v.site ? undefined : text(v.named),
    place: v.site ? undefined : v.place?.id,
    where: text(v.where),
    person: { name: text(v.name), phone: text(v.phone), contact: text(v.contact) },
  }
}
