import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, PasswordField, toast, useForm, useKey } from '@/parts'
import { useOwn } from './data'
import { NewPassword, newPassword, wrongPassword } from './NewPassword'
import { usePasswordRule } from './password'

/** Change one's own password; afterwards the other sessions are out. */
export function ChangePassword({ onDone }: { onDone?: () => void }) {
  const t = useT('account')
  const keyFor = useKey()
  const rule = usePasswordRule()
  const form = useForm({ old: '', ...newPassword }, ['old', 'password'], v => wrongPassword(v, rule, t))
  const act = useOwn(
    (v: { old: string; password: string }, key) =>
      api.post('/account/password', { old: v.old, new: v.password }, { key }),
    ['account', 'session'],
  )
  const done = () => {
    form.reset({ old: '', ...newPassword })
    toast(t('me.passwordDone'))
    onDone?.()
  }
  const submit = () => form.valid() && act.mutate({ body: form.values, key: keyFor(form.values) }, { onSuccess: done })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={act.error}>
      <PasswordField {...form.bind('old')} label={t('me.old')} autoComplete="current-password" />
      <NewPassword form={form} />
      <Actions>
        <Button type="submit" look="primary" busy={act.isPending}>
          {t('me.change')}
        </Button>
      </Actions>
    </Form>
  )
}
