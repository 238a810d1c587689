import { useState } from 'react'
import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import { switchLanguage, useT } from '@/app/i18n'
import { useTitle } from '@/app/router'
import { Actions, Button, Failure, Form, Icon, Mark, Note, useForm, useKey } from '@/parts'
import { linkToken, type SetupForm, useOwn, useSetup } from './data'
import { usePasswordRule } from './password'
import css from './Setup.module.css'
import { CountyFields, OfficeFields, SeatsFields } from './SetupFields'
import { blankSetup, refusedIn, stepOf, wrongIn } from './setup'
import './words'

/** The first run: which county, who looks after the system, who starts the work. The link came from the terminal. */
export function SetupWizard() {
  const t = useT('account')
  const setup = useSetup()
  const keyFor = useKey()
  const rule = usePasswordRule()
  const [token] = useState(linkToken)
  const [step, setStep] = useState(1)
  const act = useOwn((body: SetupForm, key) => api.post('/setup', body, { key }), ['setup'])
  const form = useForm(blankSetup, [], v => wrongIn(v, step, t, rule))
  useTitle(t('setup.name'))
  const save = () => {
    const body: SetupForm = { token, ...form.values }
    act.mutate(
      { body, key: keyFor(body) },
      { onSuccess: () => setStep(4), onError: e => setStep(stepOf(asProblem(e).errors)) },
    )
  }
  const next = () => {
    if (!form.valid()) return
    if (step < 3) setStep(step + 1)
    else save()
  }
  if (step === 4) return <Done words="setup.done" />
  if (setup.data?.needed === false) return <Done words="setup.already" />
  return (
    <main className={css.page} id="main">
      <p className={css.brand}>
        <Mark />
        <strong>{t('brand.name')}</strong>
        <button type="button" className={css.lang} onClick={switchLanguage}>
          <Icon name="globe" size={16} />
          {t('signin.other')}
        </button>
      </p>
      <p className={css.step}>{t('setup.step', { step })}</p>
      <h1 className={css.title}>{t(`setup.title${step}`)}</h1>
      {setup.error ? <Failure problem={setup.error} /> : null}
      {!token && <Note tone="warn">{t('setup.noToken')}</Note>}
      <Form onSubmit={next} errors={form.errors} problem={refusedIn(step, act.error)}>
        {step === 1 && <CountyFields form={form} />}
        {step === 2 && <SeatsFields form={form} />}
        {step === 3 && <OfficeFields form={form} />}
        <Actions>
          <Button type="submit" look="primary" busy={act.isPending}>
            {t(step < 3 ? 'setup.next' : 'setup.finish')}
          </Button>
          {step > 1 && <Button onClick={() => setStep(step - 1)}>{t('setup.back')}</Button>}
        </Actions>
      </Form>
    </main>
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
