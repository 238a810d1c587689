import { api } from '@/api/client'
import type { Named } from '@/api/types'
import { useT } from '@/app/i18n'
import { Actions, AreaField, Button, Form, RadioField, toast, UnitPicker, useForm, useKey } from '@/kit'
import { useMatrixWrite } from './data'
import type { Finding } from './finding'

/** Agreed, or not and why, or which other unit. */
export function AnswerForm({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const t = useT('matrix')
  const keyFor = useKey()
  const form = useForm({ agrees: '', reason: '', other: null as Named | null }, v => [
    'agrees', // an answer that binds a unit is given, never left as it stood
    v.agrees === 'no' && 'reason',
  ])
  const { agrees, reason, other } = form.values
  const write = useMatrixWrite((body: object, key) => api.post(`/matrix/findings/${finding.id}/answer`, body, { key }))
  const submit = () => {
    if (!form.valid()) return
    const body = {
      agrees: agrees === 'yes',
      reason: reason.trim() || undefined,
      other: other?.id,
      revision: finding.revision,
    }
    write.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast(t('answer.done'))
          onDone()
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={write.error}>
      <p>{finding.talk?.text}</p>
      <RadioField
        {...form.bind('agrees')}
        label={t('answer.label')}
        options={[
          { value: 'yes', label: t('answer.yes') },
          { value: 'no', label: t('answer.no') },
        ]}
      />
      <AreaField {...form.bind('reason')} label={t('reason')} optional={agrees !== 'no'} rows={3} />
      {agrees === 'no' && <UnitPicker {...form.bind('other')} label={t('answer.suggest')} optional />}
      <Actions>
        <Button type="submit" look="primary" busy={write.isPending}>
          {t('answer.send')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
