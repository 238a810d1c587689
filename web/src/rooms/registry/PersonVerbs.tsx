import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Dialog, Loaded, Menu, type MenuItem, toast, useRefused } from '@/kit'
import { type Person, usePerson, useRegistryWrite } from './data'
import { PersonForm } from './PersonForm'

/** What can be done with a person: correct, mark as gone, and once gone destroy the number. */
export function PersonVerbs({ person }: { person: Person }) {
  const t = useT('registry')
  const refused = useRefused()
  const [editing, setEditing] = useState(false)
  const act = useRegistryWrite((verb: string, key) =>
    api.post(`/people/${person.id}/${verb}`, { revision: person.revision }, { key }),
  )
  const run = (verb: string, done: string) =>
    act.mutate(
      { body: verb, key: uuidv7() },
      { onSuccess: () => toast(t(done, { name: person.name })), onError: refused },
    )
  const items: MenuItem[] =
    person.status === 'active'
      ? [
          { key: 'edit', label: t('people.edit'), onPick: () => setEditing(true) },
          { key: 'leave', label: t('people.leave'), onPick: () => run('leave', 'people.left') },
        ]
      : [
          {
            key: 'erase',
            label: t('people.erase'),
            danger: true,
            onPick: () => run('erase', 'people.erased'),
          },
        ]
  if (person.status === 'left' && !person.mobile) return null
  const close = () => setEditing(false)
  return (
    <>
      <Menu quiet label={t('people.verbsOf', { name: person.name })} items={items}>
        {t('people.verbs')}
      </Menu>
      <Dialog open={editing} title={t('people.edit')} onClose={close}>
        <Edit id={person.id} onDone={close} />
      </Dialog>
    </>
  )
}

/** The list masks the number; whoever corrects it sees it whole. */
function Edit({ id, onDone }: { id: string; onDone: () => void }) {
  const person = usePerson(id)
  return <Loaded query={person}>{data => <PersonForm person={data} onDone={onDone} onCancel={onDone} />}</Loaded>
}
