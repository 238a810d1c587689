import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Actions, Button, Dialog, Form, Note, Panel, PasswordField, toast, useForm } from '@/kit'

interface Vault {
  locked: boolean
  print: string
}

/** 保管口令: without one the machine's files alone open the identities; so its absence is said until somebody sets it. */
export function Keeper() {
  const t = useT('tip')
  const can = useCan()
  const [open, setOpen] = useState(false)
  const vault = useQuery({
    queryKey: ['tip', 'vault'],
    queryFn: ({ signal }) => api.get<Vault>('/tips/vault', undefined, signal),
  })
  if (!vault.data || !can('tip.keep')) return null
  const { locked, print } = vault.data
  return (
    <Panel title={t('keeper.title')}>
      <p>{t(locked ? 'keeper.locked' : 'keeper.open', { print })}</p>
      <Button onClick={() => setOpen(true)}>{t(locked ? 'keeper.change' : 'keeper.set')}</Button>
      <Dialog open={open} title={t(locked ? 'keeper.change' : 'keeper.set')} onClose={() => setOpen(false)}>
        {open && <PhraseForm locked={locked} onDone={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  )
}

function PhraseForm({ locked, onDone }: { locked: boolean; onDone: () => void }) {
  const t = useT('tip')
  const queries = useQueryClient()
  const form = useForm({ old: '', phrase: '', again: '' }, v => ({
    ...([...v.phrase].length >= 12 ? {} : { phrase: t('keeper.short') }),
    ...(v.phrase === v.again ? {} : { again: t('keeper.differs') }),
  }))
  const set = useMutation({
    mutationFn: () => api.post<Vault>('/tips/vault', { old: form.values.old || undefined, phrase: form.values.phrase }),
    onSuccess: v => {
      queries.setQueryData(['tip', 'vault'], v)
      toast(t('keeper.done'))
      onDone()
    },
    gcTime: 0,
  })
  const field = (name: 'old' | 'phrase' | 'again') => (
    <PasswordField
      name={name}
      label={t(`keeper.${name}`)}
      value={form.values[name]}
      onValue={v => form.set(name, v)}
      autoComplete="new-password"
    />
  )
  return (
    <Form onSubmit={() => form.valid() && set.mutate()} errors={form.errors} problem={set.error}>
      <Note tone="warn">{t('keeper.note')}</Note>
      {locked && field('old')}
      {field('phrase')}
      {field('again')}
      <Actions>
        <Button type="submit" look="primary" busy={set.isPending}>
          {t(locked ? 'keeper.change' : 'keeper.set')}
        </Button>
      </Actions>
    </Form>
  )
}
