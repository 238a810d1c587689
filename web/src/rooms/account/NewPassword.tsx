import { useT } from '@/app/i18n'
import { type Errors, PasswordField } from '@/parts'

export const newPassword = { password: '', again: '' }
type Values = typeof newPassword

export function wrongPassword(v: Values, t: (key: string) => string): Errors {
  const found: Errors = {}
  if (!v.password) found.password = t('signin.passwordMissing')
  else if (v.password !== v.again) found.again = t('setup.againDiffers')
  return found
}

/** The new password, twice. */
export function NewPassword({ form }: { form: { values: Values; set: (name: keyof Values, value: string) => void } }) {
  const t = useT('account')
  return (
    <>
      <PasswordField
        name="password"
        label={t('redeem.password')}
        hint={t('setup.passwordHint')}
        autoComplete="new-password"
        value={form.values.password}
        onValue={v => form.set('password', v)}
      />
      <PasswordField
        name="again"
        label={t('setup.again')}
        autoComplete="new-password"
        value={form.values.again}
        onValue={v => form.set('again', v)}
      />
    </>
  )
}
