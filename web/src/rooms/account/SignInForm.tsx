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
        {...form.bind('login')}
        label={t('signin.login')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField {...form.bind('password')} label={t('signin.password')} autoComplete="current-password" />
      {wantsCode && (
        <>
          <Note>{t('signin.codeNeeded')}</Note>
          <TextField
            {...form.bind('code')}
            label={t('signin.code')}
            hint={t('signin.codeHint')}
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
