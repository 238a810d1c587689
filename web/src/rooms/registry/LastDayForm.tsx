import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Actions, Button, DateField, Form, Note, toast, useForm, useKey } from '@/kit'
import { type Holder, type Unit, useRegistryWrite } from './data'

/** A unit comes to its end on a day; what it did stays readable. */
export function AbolishUnit({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const t = useT('registry')
  const said = t('unit.abolished', { name: unit.name })
  return (
    <LastDayForm
      path={`/units/${unit.id}/abolish`}
      of={unit}
      verb={t('unit.abolish')}
      danger
      said={said}
      onDone={onDone}
    >
      {t('unit.abolishWhy')}
    </LastDayForm>
  )
}

/** Somebody leaves a post and nobody follows yet. */
export function RelieveForm({ holder, onDone }: { holder: Holder; onDone: () => void }) {
  const t = useT('registry')
  const said = t('post.relieved', { name: holder.person.name })
  return (
    <LastDayForm path={`/holdings/${holder.id}/end`} of={holder} verb={t('post.relieve')} said={said} onDone={onDone}>
      {t('post.relieveWhy')}
    </LastDayForm>
  )
}

interface LastDayProps {
  path: string
  /** What ends, as it was seen. */
  of: { revision: number }
  verb: string
  danger?: boolean
  /** What is said when it is done. */
  said: string
  onDone: () => void
  /** What the end means. */
  children: string
}

function LastDayForm({ path, of, verb, danger, said, onDone, children }: LastDayProps) {
  const t = useT('registry')
  const keyFor = useKey()
  const form = useForm({ last: '' }, ['last'])
  const save = useRegistryWrite((body: object, key) => api.post(path, body, { key }))
  const submit = () => {
    const body = { revision: of.revision, last: form.values.last }
    const done = () => {
      toast(said)
      onDone()
    }
    if (form.valid()) save.mutate({ body, key: keyFor(body) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <Note tone={danger ? 'warn' : undefined}>{children}</Note>
      <DateField {...form.bind('last')} label={t('unit.last')} chips={['today', 'month-end']} />
      <Actions>
        <Button type="submit" look={danger ? 'danger' : 'primary'} busy={save.isPending}>
          {verb}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
