import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Chip, type Column, DataTable, Tag } from '@/kit'
import css from './Bulk.module.css'
import { type Plan, type PlanRow, type SeatState, seatStates } from './bulk'

/** Every chosen post with what would happen to it; the counts above narrow the list. */
export function BulkPlan({ plan }: { plan: Plan }) {
  const t = useT('settings')
  const [only, setOnly] = useState<SeatState | ''>('')
  const there = seatStates.filter(s => plan.counts[s])
  const at = there.includes(only as SeatState) ? only : ''
  const columns: Column<PlanRow>[] = [
    { key: 'unit', title: t('bulk.unit'), main: true, render: r => r.unit.name },
    { key: 'post', title: t('bulk.post'), render: r => r.post.name },
    { key: 'person', title: t('bulk.person'), width: '140px', render: r => r.person?.name },
    { key: 'login', title: t('bulk.login'), width: '180px', render: r => r.login },
    { key: 'state', title: t('bulk.state'), width: '150px', render: r => <State of={r.state} /> },
  ]
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: chips that narrow a list are no fieldset */}
      <div className={css.counts} role="group" aria-label={t('bulk.state')}>
        {there.map(s => (
          <Chip key={s} pressed={at === s} onPress={() => setOnly(at === s ? '' : s)}>
            {t('bulk.count', { state: t(`bulk.is.${s}`), count: plan.counts[s] })}
          </Chip>
        ))}
      </div>
      <DataTable
        id="bulk-accounts"
        label={t('bulk.name')}
        columns={columns}
        rows={plan.items.filter(r => !at || r.state === at)}
        rowKey={r => r.post.id + (r.person?.id ?? '')}
      />
    </>
  )
}

function State({ of }: { of: SeatState }) {
  const t = useT('settings')
  return <Tag tone={of === 'new' ? 'brand' : of === 'apart' ? 'strong' : 'done'}>{t(`bulk.is.${of}`)}</Tag>
}
