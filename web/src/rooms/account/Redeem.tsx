import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, Note, useForm, useKey } from '@/parts'
import { linkToken, useOwn } from './data'
import { NewPassword, newPassword, wrongPassword } from './NewPassword'
import { Outside } from './Outside'
import { usePasswordRule } from './password'
import './words'

/** A one-time link from the administrator: the owner of the account sets the password, nobody else knows it. */
export function Redeem() {
  const t = useT('account')
  const [token] = useState(linkToken)
  const keyFor = useKey()
  const rule = usePasswordRule()
  const form = useForm(newPassword, ['password'], v => wrongPassword(v, rule, t))
  const act = useOwn((password: string, key) => api.post('/account/redeem', { token, password }, { key }))
  const submit = () => form.valid() && act.mutate({ body: form.values.password, key: keyFor(form.values) })
  return (
    <Outside name={t('redeem.name')} title={t('redeem.title')}>
      {act.isSuccess ? (
        <Note tone="ok">
          {t('redeem.done')} <a href="/">{t('setup.signIn')}</a>
        </Note>
      ) : (
        <Form onSubmit={submit} errors={form.errors} problem={act.error}>
          <NewPassword form={form} />
          <Actions>
            <Button type="submit" look="primary" busy={act.isPending}>
              {t('redeem.go')}
            </Button>
          </Actions>
        </Form>
      )}
    </Outside>
  )
}
