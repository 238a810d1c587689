import { asProblem } from '@/api/problem'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, PasswordField, TextField, useForm, useKey } from '@/parts'
import { useSignIn } from './data'
import './words'

export function SignInForm({ door }: { door: 'desk' | 'field' }) {
  const t = useT('account')
  const signIn = useSignIn(door)
  const keyFor = useKey()
  const form = useForm({ login: '', password: '', code: '' }, ['login', 'password'])
  const needsCode = signIn.error !== null && asProblem(signIn.error).code === 'account_code_needed'
  const wantsCode = needsCode || form.values.code !== ''
  const submit = () => form.valid() && signIn.mutate({ form: form.values, key: keyFor(form.values) })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={needsCode ? undefined : signIn.error}>
      <TextField
        name="login"
        label={t('signin.login')}
        value={form.values.login}
        onValue={v => form.set('login', v)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        name="password"
        label={t('signin.password')}
        value={form.values.password}
        onValue={v => form.set('password', v)}
        autoComplete="current-password"
      />
      {wantsCode && (
        <>
          <Note>{t('signin.codeNeeded')}</Note>
          <TextField
            name="code"
            label={t('signin.code')}
            hint={t('signin.codeHint')}
            value={form.values.code}
            onValue={v => form.set('code', v)}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        </>
      )}
      <Actions>
        <Button type="submit" look="primary" wide busy={signIn.isPending}>
          {t('signin.go')}
        </Button>
      </Actions>
    </Form>
  )
}
