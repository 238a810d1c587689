import { useT } from '@/app/i18n'
import { navigate, useFilters } from '@/app/router'
import { type Column, DataTable, Empty, FilterBar, Page, Tag, usePages } from '@/kit'
import { kinds, useSummary } from './data'
import type { Finding } from './finding'
import { Flag } from './GridCell'
import { MatrixTabs } from './MatrixTabs'
import { nextOf } from './next'

const states = ['open', 'asked', 'agreed', 'split', 'tabled', 'decided']

/** Every hole, the largest first: what it touches and how far it has come. */
export default function FindingsPage() {
  const t = useT('matrix')
  const [{ kind, state, closed }] = useFilters()
  const summary = useSummary()
  const list = usePages<Finding>(['matrix', 'findings'], '/matrix/findings', {
    kind,
    state,
    closed: closed ? true : undefined,
  })
  const total = Object.values(summary.data?.counts ?? {}).reduce((a, b) => a + (b ?? 0), 0)
  const columns: Column<Finding>[] = [
    { key: 'kind', title: t('kind'), width: '150px', render: f => <Flag kind={f.kind} /> },
    { key: 'what', title: t('what'), main: true, render: f => f.sentence },
    { key: 'objects', title: t('objectsWord'), width: '110px', render: f => String(f.objects) },
    {
      key: 'state',
      title: t('stateWord'),
      width: '150px',
      render: f => (
        <Tag tone={f.state === 'split' ? 'strong' : 'plain'}>{t(f.live ? `state.${f.state}` : 'state.filled')}</Tag>
      ),
    },
    { key: 'next', title: t('nextWord'), render: f => t(nextOf(f)) },
  ]
  return (
    <Page
      name={t('tab.findings')}
      title={t('findings.title', { total })}
      lead={t('findings.lead')}
      crumbs={[{ label: t('nav'), to: '/matrix' }]}
    >
      <MatrixTabs at="findings" />
      <FilterBar
        filters={[
          { name: 'kind', label: t('kind'), options: kinds.map(k => ({ value: k, label: t(`flag.${k}`) })) },
          { name: 'state', label: t('stateWord'), options: states.map(s => ({ value: s, label: t(`state.${s}`) })) },
          { name: 'closed', label: t('state.filled'), options: [{ value: '1', label: t('yes') }] },
        ]}
      />
      <DataTable
        id="matrix-findings"
        label={t('tab.findings')}
        columns={columns}
        {...list}
        rowKey={f => f.id}
        onOpen={f => navigate(`/matrix/findings/${f.id}`)}
        empty={
          <Empty icon="check" title={t('findings.empty')}>
            {t('findings.emptyText')}
          </Empty>
        }
      />
    </Page>
  )
}
