import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, Button, DateField, Form, useKey } from '@/kit'
import { OwnersField } from './OwnersField'
import type { Change, OneEdit } from './picks'
import { useEditMany } from './queries'
import type { Decision, Edited, Owner, OwnerDraft } from './types'

interface ManyProps {
  meeting: string
  chosen: Decision[]
  onDone: (edited: Edited, change: Change) => void
}

/** One owner, co-owner or day for several: what is written replaces what stood there, what is left empty stays. */
export function ManyForm({ meeting, chosen, onDone }: ManyProps) {
  const t = useT('committee')
  const [owners, setOwners] = useState<OwnerDraft[]>([])
  const [coOwners, setCoOwners] = useState<OwnerDraft[]>([])
  const [due, setDue] = useState('')
  const [empty, setEmpty] = useState(false)
  const edit = useEditMany(meeting)
  const key = useKey()
  const send = () => {
    const change: Change = {
      ...(owners.length > 0 && { owners }),
      ...(coOwners.length > 0 && { coOwners }),
      ...(due && { due }),
    }
    const items: OneEdit[] = chosen.map(d => ({ id: d.id, revision: d.revision, ...change }))
    setEmpty(Object.keys(change).length === 0)
    if (Object.keys(change).length > 0)
      edit.mutate({ items, key: key(items) }, { onSuccess: edited => onDone(edited, change) })
  }
  return (
    <Form onSubmit={send} problem={edit.error} errors={empty ? { owners: t('many.nothing') } : {}}>
      <p className="muted">{t('many.text')}</p>
      <OwnersField
        name="owners"
        label={t('sheet.owners')}
        optional
        later
        owners={owners.map(written)}
        onOwners={setOwners}
      />
      <OwnersField
        name="coOwners"
        label={t('sheet.coOwners')}
        optional
        later
        owners={coOwners.map(written)}
        onOwners={setCoOwners}
      />
      <DateField name="due" label={t('sheet.due')} optional value={due} onValue={setDue} />
      <Actions>
        <Button type="submit" look="primary" busy={edit.isPending}>
          {t('many.do', { count: chosen.length })}
        </Button>
      </Actions>
    </Form>
  )
}

/** A draft as the field shows it: the server has not looked it up yet. */
const written = (d: OwnerDraft): Owner => ({
  said: d.said ?? '',
  class: false,
  units: (d.units ?? []).map(id => ({ id, name: d.said ?? '' })),
  choices: [],
})
