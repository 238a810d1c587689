import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useFilters, useTitle } from '@/app/router'
import { Actions, Button, Failure, Form, Icon, Note, TextField, useForm, useKey } from '@/parts'
import { type SetupForm, useDoSetup, useSetup } from './data'
import css from './Setup.module.css'
import './words'

const blank = { code: '', county: '', login: '', name: '', password: '', again: '' }
type Values = typeof blank
type Words = (key: string) => string

function wrongCounty(v: Values, t: Words) {
  return {
    ...(/^\d{6}$/.test(v.code.trim()) ? {} : { code: t('setup.codeWrong') }),
    ...(v.county.trim() ? {} : { county: t('setup.countyMissing') }),
  }
}

function wrongAdmin(v: Values, t: Words) {
  return {
    ...(v.name.trim() ? {} : { name: t('setup.nameMissing') }),
    ...(v.login.trim() ? {} : { login: t('setup.loginMissing') }),
    ...(v.password.length >= 10 ? {} : { password: t('setup.passwordShort') }),
    ...(v.password === v.again ? {} : { again: t('setup.againDiffers') }),
  }
}

/** The first run: which county, who looks after the system. The one-time link came from the terminal. */
export function SetupWizard() {
  const t = useT('account')
  const [{ token = '' }] = useFilters()
  const setup = useSetup()
  const act = useDoSetup()
  const keyFor = useKey()
  const [step, setStep] = useState(1)
  const form = useForm(blank, v => (step === 1 ? wrongCounty(v, t) : wrongAdmin(v, t)))
  useTitle(t('setup.name'))
  const wire: SetupForm = {
    token,
    county: { code: form.values.code.trim(), name: form.values.county.trim() },
    admin: { login: form.values.login.trim(), name: form.values.name.trim(), password: form.values.password },
  }
  const next = () => {
    if (!form.valid()) return
    if (step === 1) setStep(2)
    else act.mutate({ form: wire, key: keyFor(wire) }, { onSuccess: () => setStep(3) })
  }
  if (setup.data?.needed === false && step < 3) return <Done words="setup.already" />
  if (step === 3) return <Done words="setup.done" />
  return (
    <main className={css.page} id="main">
      <p className={css.step}>{t('setup.step', { step })}</p>
      <h1 className={css.title}>{t(`setup.title${step}`)}</h1>
      {setup.error ? <Failure problem={setup.error} /> : null}
      {!token && <Note tone="warn">{t('setup.noToken')}</Note>}
      <Form onSubmit={next} errors={form.errors} problem={act.error}>
        {step === 1 ? <CountyFields form={form} /> : <AdminFields form={form} />}
        <Actions>
          <Button type="submit" look="primary" busy={act.isPending}>
            {t(step === 1 ? 'setup.next' : 'setup.finish')}
          </Button>
          {step === 2 && <Button onClick={() => setStep(1)}>{t('setup.back')}</Button>}
        </Actions>
      </Form>
    </main>
  )
}

type FieldsProps = { form: { values: Values; set: (name: keyof Values, value: string) => void } }

function CountyFields({ form: { values, set } }: FieldsProps) {
  const t = useT('account')
  return (
    <>
      <TextField
        name="code"
        label={t('setup.code')}
        hint={t('setup.codeHint')}
        inputMode="numeric"
        value={values.code}
        onValue={v => set('code', v)}
      />
      <TextField
        name="county"
        label={t('setup.county')}
        hint={t('setup.countyHint')}
        value={values.county}
        onValue={v => set('county', v)}
      />
    </>
  )
}

function AdminFields({ form: { values, set } }: FieldsProps) {
  const t = useT('account')
  return (
    <>
      <Note>{t('setup.threeAdmins')}</Note>
      <TextField
        name="name"
        label={t('setup.adminName')}
        value={values.name}
        onValue={v => set('name', v)}
        autoComplete="name"
      />
      <TextField
        name="login"
        label={t('signin.login')}
        hint={t('setup.loginHint')}
        value={values.login}
        onValue={v => set('login', v)}
        autoComplete="username"
      />
      <TextField
        name="password"
        type="password"
        label={t('signin.password')}
        hint={t('setup.passwordHint')}
        value={values.password}
        onValue={v => set('password', v)}
        autoComplete="new-password"
      />
      <TextField
        name="again"
        type="password"
        label={t('setup.again')}
        value={values.again}
        onValue={v => set('again', v)}
        autoComplete="new-password"
      />
    </>
  )
}

function Done({ words }: { words: string }) {
  const t = useT('account')
  return (
    <main className={css.page} id="main">
      <span className={css.mark}>
        <Icon name="check" size={30} />
      </span>
      <h1 className={css.title}>{t(`${words}.title`)}</h1>
      <p>{t(`${words}.text`)}</p>
      <p>
        <a href="/">{t('setup.signIn')}</a>
      </p>
    </main>
  )
}
