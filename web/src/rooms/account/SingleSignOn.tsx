import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Note } from '@/parts'
import css from './SignIn.module.css'

/** The county's own identity platform, where one is connected; it comes back here with the reason of a refusal. */
export function SingleSignOn() {
  const t = useT('account')
  const [{ problem }] = useFilters()
  const offer = useQuery({
    queryKey: ['oidc'],
    queryFn: ({ signal }) => api.get<{ on: boolean; label: string }>('/oidc', {}, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      {problem && <Note tone="warn">{t('sso.refused', { code: problem })}</Note>}
      {offer.data?.on && (
        <a className={css.sso} href="/auth/oidc/start">
          {t('sso.go', { label: offer.data.label })}
        </a>
      )}
    </>
  )
}
