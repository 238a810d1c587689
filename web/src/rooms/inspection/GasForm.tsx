import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { asNumber } from '@/app/number'
import { Actions, Button, Form, TextField, toast, useForm, useKey } from '@/kit'
import { type PermitView, useRoomWrite, useSay } from './data'

/** What the instrument shows now; the server judges it by the limits of the permit's own rule. */
export function GasForm({ p, onDone }: { p: PermitView; onDone: () => void }) {
  const t = useT('inspection')
  const say = useSay()
  const keyFor = useKey()
  const limits = p.rules.gas?.limits ?? []
  const form = useForm({ values: {} as Record<string, string>, instrument: '' })
  const save = useRoomWrite((body: object, key) => api.post(`/permits/${p.id}/gas`, body, { key }))
  const submit = () => {
    const readings = Object.fromEntries(
      Object.entries(form.values.values)
        .filter(([, v]) => v.trim() !== '')
        .map(([k, v]) => [k, asNumber(v)]),
    )
    const body = { readings, instrument: form.values.instrument.trim() }
    save.mutate(
      { body: { ...body, at: new Date().toISOString() }, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('saved'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} problem={save.error}>
      {limits.map(l => (
        <TextField
          key={l.key}
          name={`readings.${l.key}`}
          label={t('gas.field', { name: say(l.zh, l.en), unit: l.unit })}
          hint={t('gas.limit', { min: l.min ?? 0, max: l.max ?? '—' })}
          optional={l.optional}
          inputMode="decimal"
          value={form.values.values[l.key] ?? ''}
          onValue={v => form.set('values', { ...form.values.values, [l.key]: v })}
        />
      ))}
      <TextField {...form.bind('instrument')} label={t('gas.instrument')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('gas.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
