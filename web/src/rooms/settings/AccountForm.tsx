import { useState } from 'react'
import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, PersonPicker, TextField, useForm, useKey } from '@/kit'
import { type OneTimeLink, useAdminWrite } from './data'
import { LinkNote } from './LinkNote'

/** A new account: its owner sets the password with a one-time link, so nobody else ever knows it. */
export function AccountForm({ onDone }: { onDone: () => void }) {
  const t = useT('settings')
  const keyFor = useKey()
  const [link, setLink] = useState<OneTimeLink | null>(null)
  const form = useForm({ person: null as Named | null, login: '' }, ['person', 'login'])
  const make = useAdminWrite((body: object, key) => api.post<OneTimeLink>('/accounts', body, { key }))
  const submit = () => {
    const { person, login } = form.values
    const body = { person: person?.id, name: person?.name, login: login.trim() }
    if (form.valid()) make.mutate({ body, key: keyFor(body) }, { onSuccess: setLink })
  }
  if (link) return <LinkNote link={link} onDone={onDone} />
  return (
    <Form onSubmit={submit} errors={form.errors} problem={make.error}>
      <PersonPicker {...form.bind('person')} label={t('accounts.person')} hint={t('accounts.personHint')} />
      <TextField
        {...form.bind('login')}
        label={t('accounts.login')}
        hint={t('accounts.loginHint')}
        autoCapitalize="none"
        autoComplete="off"
      />
      <Actions>
        <Button type="submit" look="primary" busy={make.isPending}>
          {t('accounts.make')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
