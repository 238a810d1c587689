import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, CheckField, Form, SelectField, TextField, toast, useForm, useKey } from '@/kit'
import { type Contact, channels, useRegistryWrite } from './data'

interface Props {
  unit: string
  /** The contact to change; none makes a new one. */
  contact?: Contact
  onDone: () => void
}

/**
 * A way to reach a unit, new or changed. A robot's signing secret is written once and never shown again; an address may
 * be masked to whoever edits it, so an empty one stays as it is.
 */
export function ContactForm({ unit, contact, onDone }: Props) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm(
    {
      channel: contact?.channel ?? 'wecom',
      address: '',
      secret: '',
      purpose: contact?.purpose ?? '',
      optedIn: contact?.optedIn ?? false,
    },
    ['purpose', !contact && 'address'],
  )
  const save = useRegistryWrite((body: object, key) =>
    contact ? api.patch(`/contacts/${contact.id}`, body, { key }) : api.post('/contacts', body, { key }),
  )
  const done = () => {
    toast(t('contact.saved'))
    onDone()
  }
  const { values, set } = form
  const submit = () => {
    const { channel, address, ...rest } = values
    const body = contact
      ? { ...rest, address: address.trim() || undefined, revision: contact.revision }
      : { ...values, owner: { kind: 'registry.unit', id: unit } }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  const robot = ['wecom', 'dingtalk', 'feishu'].includes(values.channel)
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      {!contact && (
        <SelectField
          {...form.bind('channel')}
          label={t('contact.channel')}
          options={channels.map(c => ({ value: c, label: t(`channel.${c}`) }))}
        />
      )}
      <TextField
        {...form.bind('address')}
        label={t('contact.address')}
        hint={
          contact
            ? t('contact.keep', { address: contact.address })
            : t(`contact.hint.${robot ? 'robot' : values.channel}`)
        }
        optional={Boolean(contact)}
        autoComplete="off"
      />
      {robot && (
        <TextField
          {...form.bind('secret')}
          type="password"
          label={t('contact.secret')}
          hint={t(contact?.signed ? 'contact.secretKeep' : 'contact.secretHint')}
          optional
          autoComplete="off"
        />
      )}
      <TextField {...form.bind('purpose')} label={t('contact.purpose')} hint={t('contact.purposeHint')} />
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
