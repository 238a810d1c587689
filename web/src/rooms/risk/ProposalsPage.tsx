import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { navigate, useFilters } from '@/app/router'
import { sayDay } from '@/app/time'
import { type Column, DataTable, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import type { Proposal } from './data'
import { Grade } from './Grade'
import { RiskTabs } from './RiskTabs'

/** What somebody is to decide: risk points that a hazard, an accident or their age puts in doubt. */
export default function ProposalsPage() {
  const t = useT('risk')
  const { lang } = usePrefs()
  const [{ state }] = useFilters()
  const list = usePages<Proposal>(['risk', 'proposals'], '/risk-proposals', { state })
  const columns: Column<Proposal>[] = [
    { key: 'name', title: t('name'), main: true, render: p => p.name },
    { key: 'from', title: t('grade'), width: '150px', render: p => <Grade colour={p.from} /> },
    {
      key: 'suggests',
      title: t('suggested'),
      width: '120px',
      render: p => (p.suggests && p.suggests !== p.from ? <Grade colour={p.suggests} /> : '—'),
    },
    {
      key: 'causes',
      title: t('causes'),
      render: p => p.causes.map(c => `${t(`trigger.${c.trigger}`)} ${c.number ?? ''}`.trim()).join(t('comma')),
    },
    { key: 'unit', title: t('unit'), render: p => p.unit.name },
    {
      key: 'due',
      title: t('decideBy'),
      width: '160px',
      render: p =>
        p.state === 'open' ? (
          <>
            {sayDay(p.due, lang)} {p.late && <Tag tone="strong">{t('late')}</Tag>}
          </>
        ) : (
          t(`proposal.${p.state}`)
        ),
    },
  ]
  return (
    <Page name={t('tab.proposals')} title={t('proposals.title')} lead={t('proposals.lead')}>
      <RiskTabs at="proposals" />
      <FilterBar
        filters={[
          {
            name: 'state',
            label: t('standing'),
            options: ['open', 'accepted', 'declined'].map(s => ({ value: s, label: t(`proposal.${s}`) })),
          },
        ]}
      />
      <DataTable
        id="risk-proposals"
        label={t('tab.proposals')}
        columns={columns}
        {...list}
        rowKey={p => p.id}
        onOpen={p => navigate(`/risks/${p.point}`)}
        empty={<Empty title={t('proposals.empty')}>{t('proposals.emptyText')}</Empty>}
      />
    </Page>
  )
}
