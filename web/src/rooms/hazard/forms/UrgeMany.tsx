import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, toast, useForm, useKey } from '@/kit'
import { useUrgeMany } from '@/rooms/matter/queries'
import type { HazardRow } from '../types'

/** 催办: the units that owe them are told again; who has not read is reached another way. */
export function UrgeMany({ chosen, onDone }: { chosen: HazardRow[]; onDone: () => void }) {
  const t = useT('hazard')
  const form = useForm({ text: '' })
  const key = useKey()
  const urge = useUrgeMany()
  const units = [...new Set(chosen.map(h => h.unit.name))]
  const body = { ids: chosen.map(h => h.matter), text: form.values.text.trim() || undefined }
  const submit = () =>
    urge.mutate(
      { body, key: key(body) },
      {
        onSuccess: result => {
          const failed = result.failed ?? []
          toast(
            failed.length === 0
              ? t('bulk.urged', { done: result.done })
              : t('bulk.urgedSome', { done: result.done, failed: failed.length, reason: failed[0]?.reason }),
          )
          onDone()
        },
      },
    )
  return (
    <Form onSubmit={submit} problem={urge.error}>
      <p>{t('bulk.urgeWho', { units: units.join(t('sep')) })}</p>
      <AreaField {...form.bind('text')} label={t('bulk.words')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={urge.isPending}>
          {t('bulk.urge', { count: chosen.length })}
        </Button>
      </Actions>
    </Form>
  )
}
