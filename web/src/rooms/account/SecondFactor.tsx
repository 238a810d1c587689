import { useMutation } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { Actions, Button, Failure, Form, PasswordField, TextField, toast, useForm, useKey } from '@/parts'
import { useOwn } from './data'
import css from './Me.module.css'

interface Secret {
  secret: string
  /** A picture of the address, as a data URI. */
  qr: string
}

/** Two-step sign-in: a secret for the authenticator, switched on by a first code. */
export function SecondFactor() {
  const { account } = useSession()
  return account.has_totp ? <TurnOff /> : <TurnOn />
}

function TurnOn() {
  const t = useT('account')
  const start = useMutation({ mutationFn: () => api.post<Secret>('/account/totp') })
  if (start.data) return <Confirm secret={start.data.secret} qr={start.data.qr} />
  return (
    <div className={css.block}>
      <p>{t('totp.why')}</p>
      {start.error && <Failure problem={start.error} />}
      <div>
        <Button busy={start.isPending} onClick={() => start.mutate()}>
          {t('totp.start')}
        </Button>
      </div>
    </div>
  )
}

function Confirm({ secret, qr }: Secret) {
  const t = useT('account')
  const keyFor = useKey()
  const form = useForm({ code: '' }, ['code'])
  const act = useOwn((code: string, key) => api.put('/account/totp', { code }, { key }), ['session'])
  const submit = () =>
    form.valid() &&
    act.mutate({ body: form.values.code.trim(), key: keyFor(form.values) }, { onSuccess: () => toast(t('totp.on')) })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={act.error}>
      <p>{t('totp.scan')}</p>
      <img className={css.qr} src={qr} alt={t('totp.qr')} width={200} height={200} />
      <code className={css.secret}>{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
      <TextField
        {...form.bind('code')}
        label={t('signin.code')}
        hint={t('signin.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <Actions>
        <Button type="submit" look="primary" busy={act.isPending}>
          {t('totp.confirm')}
        </Button>
      </Actions>
    </Form>
  )
}

function TurnOff() {
  const t = useT('account')
  const keyFor = useKey()
  const form = useForm({ password: '' }, ['password'])
  const act = useOwn((password: string, key) => api.post('/account/totp/off', { password }, { key }), ['session'])
  const submit = () =>
    form.valid() &&
    act.mutate({ body: form.values.password, key: keyFor(form.values) }, { onSuccess: () => toast(t('totp.off')) })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={act.error}>
      <p>{t('totp.isOn')}</p>
      <PasswordField {...form.bind('password')} label={t('signin.password')} autoComplete="current-password" />
      <Actions>
        <Button type="submit" look="danger" busy={act.isPending}>
          {t('totp.turnOff')}
        </Button>
      </Actions>
    </Form>
  )
}
