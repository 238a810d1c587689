import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { uuidv7 } from '@/app/uuid'
import { Button, Dialog, Empty, Loaded, Panel, Tag, toast, useRefused } from '@/kit'
import { ContactForm } from './ContactForm'
import { type Contact, useRegistryWrite } from './data'
import css from './Registry.module.css'

/** How a unit is reached besides in the system: mail and the robots of its groups, only where it agreed. */
export function Contacts({ unit }: { unit: string }) {
  const t = useT('registry')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const list = useQuery({
    queryKey: ['registry', 'contacts', unit],
    queryFn: ({ signal }) => api.get<{ items: Contact[] }>('/contacts', { owner: `registry.unit:${unit}` }, signal),
  })
  return (
    <Panel
      flush
      title={t('contacts')}
      extra={
        can('registry.write') && (
          <Button small icon="plus" onClick={() => setAdding(true)}>
            {t('contact.new')}
          </Button>
        )
      }
    >
      <Loaded query={list} rows={2}>
        {data => {
          const live = data.items.filter(c => c.status === 'active')
          if (live.length === 0) {
            return (
              <Empty icon="send" title={t('contact.empty')}>
                {t('contact.emptyText')}
              </Empty>
            )
          }
          return (
            <ul>
              {live.map(c => (
                <ContactLine key={c.id} unit={unit} contact={c} />
              ))}
            </ul>
          )
        }}
      </Loaded>
      <Dialog open={adding} title={t('contact.new')} onClose={() => setAdding(false)}>
        <ContactForm unit={unit} onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}

function ContactLine({ unit, contact }: { unit: string; contact: Contact }) {
  const t = useT('registry')
  const can = useCan()
  const refused = useRefused()
  const [editing, setEditing] = useState(false)
  const drop = useRegistryWrite((revision: number, key) =>
    api.patch(`/contacts/${contact.id}`, { revision, status: 'abolished' }, { key }),
  )
  const withdraw = () =>
    drop.mutate(
      { body: contact.revision, key: uuidv7() },
      { onSuccess: () => toast(t('contact.dropped')), onError: refused },
    )
  return (
    <li className={css.post}>
      <span className={css.postTitle}>
        <strong>{t(`channel.${contact.channel}`)}</strong>
        <Tag tone={contact.optedIn ? 'brand' : 'plain'}>{t(contact.optedIn ? 'contact.agreed' : 'contact.silent')}</Tag>
      </span>
      <span className={css.holders}>
        <span>{contact.address}</span>
        <span className="muted">{contact.purpose}</span>
      </span>
      {can('registry.write') && (
        <span className={css.verbs}>
          <Button small onClick={() => setEditing(true)}>
            {t('contact.edit')}
          </Button>
          <Button small busy={drop.isPending} onClick={withdraw}>
            {t('contact.drop')}
          </Button>
        </span>
      )}
      <Dialog
        open={editing}
        title={t('contact.editOf', { channel: t(`channel.${contact.channel}`) })}
        onClose={() => setEditing(false)}
      >
        <ContactForm unit={unit} contact={contact} onDone={() => setEditing(false)} />
      </Dialog>
    </li>
  )
}
