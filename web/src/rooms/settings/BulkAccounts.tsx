import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Empty, Failure, Page, Skeleton } from '@/kit'
import { AdminTabs } from './AdminTabs'
import { BulkChoice } from './BulkChoice'
import { BulkMake } from './BulkMake'
import { BulkPlan } from './BulkPlan'
import { BulkSheet } from './BulkSheet'
import { type BulkChoiceForm, emptyChoice, narrows, type Slip, usePlan } from './bulk'

/** Accounts for many posts at once: choose, look, make, and hand over a sheet of one-time links. */
export default function BulkAccounts() {
  const t = useT('settings')
  const [choice, setChoice] = useState<BulkChoiceForm>(emptyChoice)
  const [sheet, setSheet] = useState<Slip[] | null>(null)
  const plan = usePlan(choice)
  const frame = {
    name: t('bulk.name'),
    crumbs: [{ label: t('accounts.nav'), to: '/accounts' }],
  }
  if (sheet) {
    return (
      <Page {...frame} title={t('bulk.made', { count: sheet.length })} lead={t('bulk.madeLead')}>
        <BulkSheet slips={sheet} onDone={() => setSheet(null)} />
      </Page>
    )
  }
  return (
    <Page {...frame} title={t('bulk.title')} lead={t('bulk.lead')}>
      <AdminTabs at="accounts" />
      <BulkChoice value={choice} onValue={setChoice} />
      {!narrows(choice) && (
        <Empty icon="key" title={t('bulk.choose')}>
          {t('bulk.chooseWhy')}
        </Empty>
      )}
      {plan.error && <Failure problem={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isFetching && !plan.data && <Skeleton rows={6} />}
      {plan.data && !plan.error && narrows(choice) && (
        <>
          <BulkMake choice={choice} plan={plan.data} onMade={setSheet} />
          <BulkPlan plan={plan.data} />
        </>
      )}
    </Page>
  )
}
