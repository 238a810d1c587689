import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Dialog, Form, toast, useForm, useKey } from '@/kit'
import css from './Matters.module.css'
import { type UrgeResult, useUrgeMany } from './queries'
import type { MatterRow } from './types'

/** Urges many at once. Only those who have not read or signed are told; the answer says whom. */
export function UrgeMany({ chosen, onDone }: { chosen: MatterRow[]; onDone: () => void }) {
  const t = useT('matter')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small look="primary" icon="bell" onClick={() => setOpen(true)}>
        {t('urgeMany.button', { count: chosen.length })}
      </Button>
      <Dialog open={open} title={t('urgeMany.title', { count: chosen.length })} onClose={() => setOpen(false)}>
        <UrgeForm
          chosen={chosen}
          onDone={() => {
            setOpen(false)
            onDone()
          }}
        />
      </Dialog>
    </>
  )
}

function UrgeForm({ chosen, onDone }: { chosen: MatterRow[]; onDone: () => void }) {
  const t = useT('matter')
  const form = useForm({ text: '' })
  const key = useKey()
  const urge = useUrgeMany()
  const units = [...new Set(chosen.map(m => m.unit.name))]
  const body = { ids: chosen.map(m => m.id), text: form.values.text.trim() || undefined }
  const submit = () =>
    urge.mutate(
      { body, key: key(body) },
      {
        onSuccess: result => {
          toast(saying(t, result))
          onDone()
        },
      },
    )
  return (
    <Form onSubmit={submit} problem={urge.error}>
      <p>{t('urgeMany.who', { count: units.length })}</p>
      <p className={css.units}>{units.join('、')}</p>
      <AreaField {...form.bind('text')} label={t('urge.text')} hint={t('urge.hint')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={urge.isPending}>
          {t('urgeMany.do', { count: chosen.length })}
        </Button>
      </Actions>
    </Form>
  )
}

function saying(t: ReturnType<typeof useT>, result: UrgeResult): string {
  const failed = result.failed ?? []
  if (failed.length === 0) return t('urgeMany.all', { urged: result.done })
  return t('urgeMany.some', { urged: result.done, skipped: failed.length, reason: failed[0]?.reason ?? '' })
}
