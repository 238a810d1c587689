import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import {
  Actions,
  AreaField,
  Button,
  CheckField,
  Form,
  Loaded,
  Note,
  Page,
  Panel,
  SelectField,
  TextField,
  toast,
  useForm,
  useKey,
} from '@/kit'
import { ChannelTest } from './ChannelTest'
import { type ChannelSettings, type Mail, useAdminWrite, useChannels } from './data'
import css from './Settings.module.css'

/** How messages leave the house: mail and the groups' robots. */
export default function Channels() {
  const t = useT('settings')
  const channels = useChannels()
  const mail = channels.data?.mail.on
  return (
    <Page
      name={t('channels.nav')}
      title={channels.data ? t(mail ? 'channels.mailOn' : 'channels.mailOff') : t('channels.nav')}
      lead={t('channels.lead')}
    >
      <Loaded query={channels}>{data => <ChannelForm key={JSON.stringify(data)} data={data} />}</Loaded>
      <Panel title={t('channels.test')}>
        <ChannelTest />
      </Panel>
    </Page>
  )
}

function ChannelForm({ data }: { data: ChannelSettings }) {
  const t = useT('settings')
  const keyFor = useKey()
  const form = useForm(data)
  const save = useAdminWrite((body: ChannelSettings, key) => api.put('/settings/channels', body, { key }))
  const submit = () =>
    save.mutate({ body: form.values, key: keyFor(form.values) }, { onSuccess: () => toast(t('channels.saved')) })
  const { values, set } = form
  const setMail = (patch: Partial<Mail>) => set('mail', { ...values.mail, ...patch })
  return (
    <Form onSubmit={submit} problem={save.error}>
      <Panel title={t('channels.mail')}>
        <div className={css.fields}>
          <CheckField label={t('channels.useMail')} checked={values.mail.on} onChecked={on => setMail({ on })} />
          <div className={css.grid}>
            <TextField
              name="mail.host"
              label={t('channels.host')}
              value={values.mail.host}
              onValue={host => setMail({ host })}
            />
            <TextField
              name="mail.port"
              label={t('channels.port')}
              inputMode="numeric"
              value={String(values.mail.port || '')}
              onValue={port => setMail({ port: Number(port.replace(/\D/g, '')) })}
            />
            <SelectField
              name="mail.security"
              label={t('channels.security')}
              value={values.mail.security}
              onValue={security => setMail({ security })}
              options={['starttls', 'tls', 'none'].map(v => ({ value: v, label: t(`channels.is.${v}`) }))}
            />
            <TextField
              name="mail.from"
              label={t('channels.from')}
              value={values.mail.from}
              onValue={from => setMail({ from })}
            />
            <TextField
              name="mail.user"
              label={t('channels.user')}
              optional
              autoComplete="off"
              value={values.mail.user}
              onValue={user => setMail({ user })}
            />
            <TextField
              name="mail.password"
              type="password"
              label={t('channels.password')}
              hint={values.mail.has_password ? t('channels.keep') : undefined}
              optional
              autoComplete="new-password"
              value={values.mail.password ?? ''}
              onValue={password => setMail({ password })}
            />
          </div>
        </div>
      </Panel>
      <Panel title={t('channels.robots')}>
        <div className={css.fields}>
          <Note>{t('channels.robotsWhy')}</Note>
          <CheckField label={t('channels.useRobots')} checked={values.robots} onChecked={on => set('robots', on)} />
          <TextField {...form.bind('site')} label={t('channels.site')} hint={t('channels.siteHint')} />
          <AreaField
            name="allow"
            label={t('channels.allow')}
            hint={t('channels.allowHint')}
            optional
            rows={2}
            value={(values.allow ?? []).join('\n')}
            onValue={text => set('allow', text === '' ? [] : text.split('\n'))}
          />
        </div>
      </Panel>
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('channels.save')}
        </Button>
      </Actions>
    </Form>
  )
}
