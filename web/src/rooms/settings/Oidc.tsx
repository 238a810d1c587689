import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import {
  Actions,
  Button,
  CheckField,
  Facts,
  Form,
  Loaded,
  Page,
  Panel,
  RadioField,
  TextField,
  toast,
  useForm,
  useKey,
} from '@/kit'
import { type OidcSettings, useAdminWrite, useOidc } from './data'
import css from './Settings.module.css'

/** The identity platform that the county accepts, if any. */
export default function Oidc() {
  const t = useT('settings')
  const oidc = useOidc()
  const title = oidc.data ? t(oidc.data.on ? 'oidc.on' : 'oidc.off', { label: oidc.data.label }) : t('oidc.nav')
  return (
    <Page name={t('oidc.nav')} title={title} lead={t('oidc.lead')}>
      <Loaded query={oidc}>{data => <OidcForm key={JSON.stringify(data)} data={data} />}</Loaded>
    </Page>
  )
}

function OidcForm({ data }: { data: OidcSettings }) {
  const t = useT('settings')
  const keyFor = useKey()
  const form = useForm({ ...data, client_secret: '', scopes: data.scopes.join(' ') })
  const save = useAdminWrite((body: object, key) => api.put('/settings/oidc', body, { key }))
  const { values, set } = form
  const submit = () => {
    const { has_secret: _kept, ...rest } = values
    const body = { ...rest, scopes: values.scopes.split(/\s+/).filter(Boolean) }
    save.mutate({ body, key: keyFor(body) }, { onSuccess: () => toast(t('oidc.saved')) })
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Panel title={t('oidc.nav')}>
        <div className={css.fields}>
          <CheckField label={t('oidc.use')} checked={values.on} onChecked={on => set('on', on)} />
          <div className={css.grid}>
            <TextField {...form.bind('label')} label={t('oidc.label')} hint={t('oidc.labelHint')} />
            <TextField
              name="issuer"
              label={t('oidc.issuer')}
              hint={t('oidc.issuerHint')}
              inputMode="url"
              value={values.issuer}
              onValue={v => set('issuer', v.trim())}
            />
            <TextField {...form.bind('client_id')} label={t('oidc.client')} autoComplete="off" />
            <TextField
              {...form.bind('client_secret')}
              type="password"
              label={t('oidc.secret')}
              hint={data.has_secret ? t('oidc.keep') : undefined}
              optional
              autoComplete="new-password"
            />
            <TextField {...form.bind('scopes')} label={t('oidc.scopes')} hint={t('oidc.scopesHint')} optional />
          </div>
          <RadioField
            name="bind"
            label={t('oidc.bind')}
            value={values.bind}
            onValue={v => set('bind', v as OidcSettings['bind'])}
            options={(['sub', 'phone'] as const).map(b => ({ value: b, label: t(`oidc.binds.${b}`) }))}
          />
          <Facts items={[[t('oidc.callback'), `${window.location.origin}/auth/oidc/callback`]]} />
        </div>
      </Panel>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('oidc.save')}
        </Button>
      </Actions>
    </Form>
  )
}
