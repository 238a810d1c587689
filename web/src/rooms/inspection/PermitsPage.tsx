import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { useCan } from '@/app/session'
import { sayTime } from '@/app/time'
import { Button, type Column, DataTable, Dialog, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { type Permit, type PermitKind, useOne, useSay } from './data'
import { PermitForm } from './PermitForm'
import { RoomTabs } from './RoomTabs'

export const liveStates = ['requested', 'approved', 'working', 'suspended']

/** Permits for dangerous work: first where somebody may be working now. */
export default function PermitsPage() {
  const t = useT('inspection')
  const say = useSay()
  const { lang } = usePrefs()
  const can = useCan()
  const [{ state, kind, live }] = useFilters()
  const [asking, setAsking] = useState(false)
  const kinds = useOne<{ kinds: PermitKind[] | null }>('permit-kinds', '/permits/kinds').data?.kinds ?? []
  const list = usePages<Permit>(['inspection', 'permits'], '/permits', { state, kind, live })
  const columns: Column<Permit>[] = [
    { key: 'work', title: t('permit.work'), main: true, render: p => p.work },
    {
      key: 'kind',
      title: t('permit.kind'),
      width: '180px',
      render: p => `${say(p.kindZh, p.kindEn)} · ${say(p.levelZh, p.levelEn)}`,
    },
    { key: 'state', title: t('col.state'), width: '120px', render: p => <PermitTag state={p.state} /> },
    { key: 'site', title: t('col.site'), width: '200px', render: p => p.siteName || p.owner.name },
    { key: 'to', title: t('permit.until'), width: '150px', render: p => sayTime(p.to, lang) },
    { key: 'number', title: t('col.number'), spare: true, render: p => p.number },
  ]
  return (
    <Page
      name={t('tab.permits')}
      crumbs={[{ label: t('nav'), to: '/inspections' }]}
      title={t('permit.title')}
      lead={t('permit.lead')}
      action={
        can('permit.write') && (
          <Button look="primary" icon="plus" onClick={() => setAsking(true)}>
            {t('permit.new')}
          </Button>
        )
      }
    >
      <RoomTabs at="permits" />
      <FilterBar
        filters={[
          { name: 'live', label: t('tasks.only'), options: [{ value: 'true', label: t('permit.live') }] },
          {
            name: 'state',
            label: t('col.state'),
            options: [...liveStates, 'closed', 'refused', 'expired', 'stopped', 'cancelled'].map(s => ({
              value: s,
              label: t(`pstate.${s}`),
            })),
          },
          {
            name: 'kind',
            label: t('permit.kind'),
            options: kinds.map(k => ({ value: k.key, label: say(k.zh, k.en) })),
          },
        ]}
      />
      <DataTable
        id="permits"
        label={t('tab.permits')}
        columns={columns}
        {...list}
        rowKey={p => p.id ?? p.number}
        onOpen={p => navigate(`/permits/${p.id}`)}
        empty={<Empty icon="bolt" title={t('permit.empty')} />}
      />
      <Dialog open={asking} title={t('permit.new')} onClose={() => setAsking(false)} width={720}>
        <PermitForm kinds={kinds} onDone={() => setAsking(false)} />
      </Dialog>
    </Page>
  )
}

export function PermitTag({ state }: { state: string }) {
  const t = useT('inspection')
  const tone =
    state === 'working'
      ? 'brand'
      : ['suspended', 'expired', 'stopped'].includes(state)
        ? 'strong'
        : state === 'closed'
          ? 'done'
          : 'plain'
  return <Tag tone={tone}>{t(`pstate.${state}`)}</Tag>
}
