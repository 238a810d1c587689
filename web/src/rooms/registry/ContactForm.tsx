import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, CheckField, Form, SelectField, TextField, toast, useForm, useKey } from '@/kit'
import { channels, useRegistryWrite } from './data'

/** One more way to reach a unit. A robot's signing secret is written once and never shown again. */
export function ContactForm({ unit, onDone }: { unit: string; onDone: () => void }) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ channel: 'wecom', address: '', secret: '', purpose: '', optedIn: false }, v => ({
    ...(v.address.trim() ? {} : { address: t('contact.addressMissing') }),
    ...(v.purpose.trim() ? {} : { purpose: t('contact.purposeMissing') }),
  }))
  const save = useRegistryWrite((body: object, key) => api.post('/contacts', body, { key }))
  const done = () => {
    toast(t('contact.saved'))
    onDone()
  }
  const { values, set } = form
  const submit = () => {
    const body = { ...values, owner: { kind: 'registry.unit', id: unit } }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  const robot = ['wecom', 'dingtalk', 'feishu'].includes(values.channel)
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <SelectField
        name="channel"
        label={t('contact.channel')}
        value={values.channel}
        onValue={v => set('channel', v)}
        options={channels.map(c => ({ value: c, label: t(`channel.${c}`) }))}
      />
      <TextField
        name="address"
        label={t('contact.address')}
        hint={t(`contact.hint.${robot ? 'robot' : values.channel}`)}
        autoComplete="off"
        value={values.address}
        onValue={v => set('address', v)}
      />
      {robot && (
        <TextField
          name="secret"
          type="password"
          label={t('contact.secret')}
          hint={t('contact.secretHint')}
          optional
          autoComplete="off"
          value={values.secret}
          onValue={v => set('secret', v)}
        />
      )}
      <TextField
        name="purpose"
        label={t('contact.purpose')}
        hint={t('contact.purposeHint')}
        value={values.purpose}
        onValue={v => set('purpose', v)}
      />
      <CheckField label={t('contact.optIn')} checked={values.optedIn} onChecked={on => set('optedIn', on)} />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
