import { useT } from '@/app/i18n'
import { type Errors, PasswordField } from '@/parts'
import { type PasswordRule, usePasswordRule, weakness } from './password'

export const newPassword = { password: '', again: '' }
type Values = typeof newPassword

type Words = (key: string, values?: Record<string, unknown>) => string

/** PasswordHint says what the county asks of a new password, before it is typed. */
export function PasswordHint() {
  const t = useT('account')
  const rule = usePasswordRule()
  return <>{rule ? t('rule.hint', { ...rule }) : t('rule.unknown')}</>
}

/** tooWeak is the sentence on a password that the county would refuse. */
export function tooWeak(password: string, login: string, rule: PasswordRule | undefined, t: Words): string {
  const why = weakness(password, login, rule)
  return why ? t(`rule.${why}`, { ...rule }) : ''
}

export function wrongPassword(v: Values, rule: PasswordRule | undefined, t: Words): Errors {
  const found: Errors = {}
  const weak = tooWeak(v.password, '', rule, t)
  if (weak) found.password = weak
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
        hint={<PasswordHint />}
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
