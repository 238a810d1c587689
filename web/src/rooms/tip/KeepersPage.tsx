import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, Dialog, Facts, Form, Loaded, Note, Page, Panel, PasswordField, toast, useForm } from '@/kit'
import { useKeepers, type Vault } from './data'

type Keeper = 'first' | 'second'

/** 举报身份保管: two keepers with a phrase each, who read no report; either opens, and either sets the other's anew. */
export default function KeepersPage() {
  const t = useT('tip')
  const vault = useKeepers()
  const [open, setOpen] = useState<Keeper>()
  const close = () => setOpen(undefined)
  return (
    <Page name={t('keeper.title')} title={t('keeper.head')} lead={t('keeper.lead')}>
      <Loaded query={vault} rows={6}>
        {v => (
          <>
            <Note tone={v.keepers === 2 ? undefined : 'warn'}>{t(`keeper.have.${v.keepers}`)}</Note>
            <One keeper="first" set={v.keepers > 0} onOpen={() => setOpen('first')} />
            <One keeper="second" set={v.keepers > 1} off={v.keepers === 0} onOpen={() => setOpen('second')} />
            <Panel title={t('keeper.key')}>
              <Facts items={[[t('keeper.print'), v.print]]} />
              <p className="muted">{t('keeper.note')}</p>
            </Panel>
            <Dialog open={open !== undefined} title={t(`keeper.${open ?? 'first'}`)} onClose={close}>
              {open && <PhraseForm vault={v} keeper={open} onDone={close} />}
            </Dialog>
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** One keeper: whether there is a phrase, and the button that sets it. */
function One({ keeper, set, off, onOpen }: { keeper: Keeper; set: boolean; off?: boolean; onOpen: () => void }) {
  const t = useT('tip')
  return (
    <Panel
      title={t(`keeper.${keeper}`)}
      extra={!off && <Button onClick={onOpen}>{t(set ? 'keeper.change' : 'keeper.set')}</Button>}
    >
      <p>{t(set ? 'keeper.isSet' : off ? 'keeper.after' : 'keeper.isNot')}</p>
    </Panel>
  )
}

interface FormProps {
  vault: Vault
  keeper: Keeper
  onDone: () => void
}

function PhraseForm({ vault, keeper, onDone }: FormProps) {
  const t = useT('tip')
  const queries = useQueryClient()
  const form = useForm({ old: '', phrase: '', again: '' }, [], v => ({
    ...([...v.phrase].length >= 12 ? {} : { phrase: t('keeper.short') }),
    ...(v.phrase === v.again ? {} : { again: t('keeper.differs') }),
  }))
  const set = useMutation({
    mutationFn: () =>
      api.post<Vault>('/tips/vault', {
        old: form.values.old || undefined,
        phrase: form.values.phrase,
        second: keeper === 'second' || undefined,
      }),
    onSuccess: v => {
      queries.setQueryData(['tip', 'keepers'], v)
      toast(t('keeper.done'))
      onDone()
    },
    gcTime: 0,
  })
  const field = (name: 'old' | 'phrase' | 'again') => (
    <PasswordField
      name={name}
      label={t(`keeper.${name}`)}
      hint={name === 'old' ? t('keeper.oldHint') : name === 'phrase' ? t('keeper.short') : undefined}
      value={form.values[name]}
      onValue={v => form.set(name, v)}
      autoComplete="new-password"
    />
  )
  return (
    <Form onSubmit={() => form.valid() && set.mutate()} errors={form.errors} problem={set.error}>
      <Note tone="warn">{t('keeper.note')}</Note>
      {vault.locked && field('old')}
      {field('phrase')}
      {field('again')}
      <Actions>
        <Button type="submit" look="primary" busy={set.isPending}>
          {t(vault.locked ? 'keeper.change' : 'keeper.set')}
        </Button>
      </Actions>
    </Form>
  )
}
