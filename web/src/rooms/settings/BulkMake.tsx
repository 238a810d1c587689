import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Button, CheckAnswers, CheckField, Failure, Note, useKey } from '@/kit'
import css from './Bulk.module.css'
import { type BulkChoiceForm, choiceBody, type Plan, type Slip } from './bulk'
import { useAdminWrite } from './data'

interface Props {
  choice: BulkChoiceForm
  plan: Plan
  onMade: (slips: Slip[]) => void
}

/** What will be made, said once more before it is: the sheet that comes back is shown once. */
export function BulkMake({ choice, plan, onMade }: Props) {
  const t = useT('settings')
  const keyFor = useKey()
  const [renew, setRenew] = useState(false)
  const [asking, setAsking] = useState(false)
  const make = useAdminWrite((body: object, key) => api.post<{ items: Slip[] }>('/accounts/sheet', body, { key }))
  const fresh = plan.counts.new ?? 0
  const waiting = plan.counts.waiting ?? 0
  const again = renew ? waiting : 0
  const body = { ...choiceBody(choice), renew: again > 0 || undefined }
  const confirm = () => make.mutate({ body, key: keyFor({ body, fresh }) }, { onSuccess: r => onMade(r.items) })
  if (fresh + waiting === 0) return <Note>{t('bulk.nothing')}</Note>
  return (
    <div className={css.make}>
      {waiting > 0 && <CheckField label={t('bulk.renew', { count: waiting })} checked={renew} onChecked={setRenew} />}
      <Button look="primary" disabled={fresh + again === 0} onClick={() => setAsking(true)}>
        {t('bulk.go', { count: fresh + again })}
      </Button>
      <CheckAnswers
        open={asking}
        title={t('bulk.check')}
        answers={[
          [t('bulk.checkNew'), t('bulk.people', { count: fresh })],
          [t('bulk.checkRenew'), t('bulk.people', { count: again })],
          [t('bulk.checkRights'), t('bulk.checkRightsSay')],
          [t('bulk.checkLinks'), t('bulk.checkLinksSay')],
        ]}
        verb={t('bulk.go', { count: fresh + again })}
        problem={make.error ? <Failure problem={make.error} /> : undefined}
        busy={make.isPending}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
      />
    </div>
  )
}
