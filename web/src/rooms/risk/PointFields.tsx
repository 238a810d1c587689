import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, PlacePicker, TextField } from '@/kit'

// What the forms of a risk point ask in the same words, and how each of them ends.

interface Bound<V> {
  value: V
  onValue: (value: V) => void
}

export function NameField(bound: Bound<string>) {
  const t = useT('risk')
  return <TextField name="name" label={t('name')} hint={t('nameHint')} {...bound} />
}

/** What can happen there. */
export function WhatField(bound: Bound<string>) {
  const t = useT('risk')
  return <AreaField name="what" label={t('what')} hint={t('whatHint')} optional rows={2} {...bound} />
}

/** In which township or village it lies. */
export function PlaceField(bound: Bound<Named | null>) {
  const t = useT('risk')
  return <PlacePicker name="place" label={t('place')} optional {...bound} />
}

interface EndProps {
  busy: boolean
  onCancel: () => void
  /** What the button says; absent: save. */
  verb?: string
}

export function FormEnd({ busy, onCancel, verb }: EndProps) {
  const t = useT('risk')
  return (
    <Actions>
      <Button type="submit" look="primary" busy={busy}>
        {verb ?? t('save')}
      </Button>
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </Actions>
  )
}
