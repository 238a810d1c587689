import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, SelectField, TextField, toast, useForm, useKey } from '@/kit'
import { useAdminWrite } from './data'
import css from './Settings.module.css'

const kinds = ['mail', 'wecom', 'dingtalk', 'feishu']

/** One message to one address, to see that it arrives before anybody relies on it. */
export function ChannelTest() {
  const t = useT('settings')
  const keyFor = useKey()
  const form = useForm({ channel: 'mail', address: '', secret: '' }, ['address'])
  const send = useAdminWrite((body: object, key) => api.post('/settings/channels/test', body, { key }))
  const submit = () =>
    form.valid() &&
    send.mutate({ body: form.values, key: keyFor(form.values) }, { onSuccess: () => toast(t('channels.sent')) })
  return (
    <Form onSubmit={submit} errors={form.errors} problem={send.error}>
      <div className={css.grid}>
        <SelectField
          {...form.bind('channel')}
          label={t('channels.channel')}
          options={kinds.map(k => ({ value: k, label: t(`channels.kind.${k}`) }))}
        />
        <TextField
          {...form.bind('address')}
          label={t(form.values.channel === 'mail' ? 'channels.mailbox' : 'channels.hook')}
        />
        {form.values.channel !== 'mail' && <TextField {...form.bind('secret')} label={t('channels.secret')} optional />}
      </div>
      <Actions>
        <Button type="submit" busy={send.isPending}>
          {t('channels.send')}
        </Button>
      </Actions>
    </Form>
  )
}
