import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import { Button, Failure, Note, toast, useKey } from '@/parts'
import { useOffer, useOwn } from './data'
import css from './Me.module.css'
import { useRefusal } from './SingleSignOn'

/** The identity that opens my account besides the password. */
export function Identity() {
  const t = useT('account')
  const { account } = useSession()
  const [{ bound }] = useFilters()
  const offer = useOffer()
  const refused = useRefusal()
  const keyFor = useKey()
  const drop = useOwn((_: string, key) => api.delete('/account/oidc', { key }), ['session'])
  const label = offer.data?.label ?? ''
  const unbind = () => drop.mutate({ body: '', key: keyFor(account.id) }, { onSuccess: () => toast(t('sso.unbound')) })
  return (
    <div className={css.block}>
      {refused && <Note tone="warn">{refused}</Note>}
      {bound && account.bound && <Note tone="ok">{t('sso.bound', { label })}</Note>}
      {drop.error && <Failure problem={drop.error} />}
      <p>{t(account.bound ? 'sso.isBound' : 'sso.why', { label })}</p>
      <div>
        {account.bound ? (
          <Button busy={drop.isPending} onClick={unbind}>
            {t('sso.unbind')}
          </Button>
        ) : (
          <a href="/auth/oidc/start?bind=1">{t('sso.bind', { label })}</a>
        )}
      </div>
    </div>
  )
}
