import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, Button, Form, TextField, toast, useForm } from '@/parts'
import { Dialog } from './Dialog'
import { Menu } from './Menu'
import { keep, readViews, type SavedView } from './views'

function recall(memory: string, root: string): SavedView[] {
  try {
    return readViews(localStorage.getItem(memory), root)
  } catch {
    return []
  }
}

function store(memory: string, list: SavedView[]): void {
  try {
    localStorage.setItem(memory, JSON.stringify(list))
  } catch {
    // Then the view lives as long as this page.
  }
}

interface SavedViewsProps {
  /** Names the ledger in the memory of this browser. */
  id: string
  /** The address of the ledger without any filter. */
  root: string
  here: string
  onOpen: (address: string) => void
}

/** Named filters, kept in this browser; to give one to somebody else, send the address. */
export function SavedViews({ id, root, here, onOpen }: SavedViewsProps) {
  const t = useT('kit')
  const memory = `anlan.views.${id}`
  const [list, setList] = useState(() => recall(memory, root))
  const [naming, setNaming] = useState(false)
  const change = (next: SavedView[]) => {
    setList(next)
    store(memory, next)
  }
  const known = list.find(v => v.address === here)
  const forget = () => {
    const before = list
    change(list.filter(v => v !== known))
    toast(t('views.gone', { name: known?.name }), { undo: () => change(before) })
  }
  return (
    <>
      <Menu
        label={t('views.label')}
        items={[
          ...list.map(v => ({ key: v.name, label: v.name, chosen: v === known, onPick: () => onOpen(v.address) })),
          known
            ? { key: '-', icon: 'close' as const, label: t('views.forget', { name: known.name }), onPick: forget }
            : { key: '+', icon: 'plus' as const, label: t('views.keep'), onPick: () => setNaming(true) },
        ]}
      >
        {known?.name ?? t('views.label')}
      </Menu>
      <Dialog open={naming} title={t('views.keep')} onClose={() => setNaming(false)} width={420}>
        <NameForm
          onName={name => {
            change(keep(list, name, here))
            setNaming(false)
            toast(t('views.kept', { name }))
          }}
        />
      </Dialog>
    </>
  )
}

function NameForm({ onName }: { onName: (name: string) => void }) {
  const t = useT('kit')
  const form = useForm({ name: '' }, ['name'])
  const { name } = form.values
  return (
    <Form errors={form.errors} onSubmit={() => form.valid() && onName(name.trim())}>
      <TextField
        name="name"
        label={t('views.name')}
        hint={t('views.hint')}
        maxLength={24}
        value={name}
        onValue={x => form.set('name', x)}
      />
      <Actions>
        <Button type="submit" look="primary">
          {t('views.save')}
        </Button>
      </Actions>
    </Form>
  )
}
