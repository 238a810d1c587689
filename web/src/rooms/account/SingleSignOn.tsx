import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Note } from '@/parts'
import { useOffer } from './data'
import css from './SignIn.module.css'

/** Why the identity platform's answer was refused, in words; nothing while all is well. */
export function useRefusal(): string {
  const t = useT('account')
  const [{ problem }] = useFilters()
  if (!problem) return ''
  const known = `sso.known.${problem}`
  const words = t(known)
  return words === known ? t('sso.refused', { code: problem }) : words
}

/** The county's own identity platform, where one is connected; it comes back here with the reason of a refusal. */
export function SingleSignOn() {
  const t = useT('account')
  const offer = useOffer()
  const refused = useRefusal()
  return (
    <>
      {refused && <Note tone="warn">{refused}</Note>}
      {offer.data?.on && (
        <a className={css.sso} href="/auth/oidc/start">
          {t('sso.go', { label: offer.data.label })}
        </a>
      )}
    </>
  )
}
