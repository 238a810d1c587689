import { useCertainty } from '@/app/certainty'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { useFilters } from '@/app/router'
import { type Column, DataTable, Empty, Facts, FilterBar, Page, SidePanel, Tag } from '@/kit'
import { type Rule, useRules } from './data'
import { RuleValue } from './RuleValue'
import css from './Settings.module.css'

/** Every number that law or policy sets, with its source, its dates, and how sure we are of it. */
export default function Policy() {
  const t = useT('settings')
  const { lang } = usePrefs()
  const rules = useRules()
  const sure = useCertainty()
  const [{ q = '', rule, when }, change] = useFilters()
  const say = (words?: { zh: string; en: string }) => (lang === 'en' ? words?.en : words?.zh) ?? ''
  const all = rules.data?.items ?? []
  const rows = rules.data && all.filter(r => (when === 'all' || r.now) && hits(r, q))
  const open = all.find(r => r.id === rule)
  const columns: Column<Rule>[] = [
    { key: 'title', title: t('policy.title_'), main: true, render: r => say(r.title) },
    { key: 'from', title: t('policy.from'), width: '180px', render: r => <Dates rule={r} /> },
    {
      key: 'now',
      title: t('policy.now'),
      width: '90px',
      render: r => r.now && <Tag tone="brand">{t('policy.inForce')}</Tag>,
    },
    { key: 'source', title: t('policy.source'), render: r => r.source },
    {
      key: 'sure',
      title: t('policy.sure'),
      width: '150px',
      render: r => <Tag>{sure(r.confidence)}</Tag>,
    },
    {
      key: 'layer',
      title: t('policy.layer'),
      width: '100px',
      render: r => t(r.layer ? 'policy.own' : 'policy.builtin'),
    },
  ]
  return (
    <Page name={t('policy.nav')} title={t('policy.title')} lead={t('policy.lead')}>
      <FilterBar
        placeholder={t('policy.search')}
        filters={[{ name: 'when', label: t('policy.when'), options: [{ value: 'all', label: t('policy.all') }] }]}
      />
      <DataTable
        id="policy"
        label={t('policy.nav')}
        columns={columns}
        rows={rows}
        rowKey={r => r.id}
        openKey={rule}
        onOpen={r => change({ rule: r.id })}
        error={rules.error}
        onRetry={() => void rules.refetch()}
        empty={<Empty icon="sliders" title={t('policy.empty')} />}
      />
      <SidePanel open={open !== undefined} title={say(open?.title)} onClose={() => change({ rule: null })}>
        {open && (
          <div className={css.section}>
            <Facts
              items={[
                [t('policy.from'), <Dates key="dates" rule={open} />],
                [t('policy.source'), open.source],
                [t('policy.article'), open.article || t('none')],
                [t('policy.sure'), sure(open.confidence)],
                [t('policy.why'), say(open.why) || t('none')],
                [t('policy.note'), open.note || t('none')],
                [t('policy.version'), open.id],
              ]}
            />
            <h3>{t('policy.value')}</h3>
            <RuleValue value={open.value} />
          </div>
        )}
      </SidePanel>
    </Page>
  )
}

function hits(rule: Rule, q: string): boolean {
  return [rule.title.zh, rule.title.en, rule.subject, rule.source].join(' ').toLowerCase().includes(q.toLowerCase())
}

function Dates({ rule }: { rule: Rule }) {
  const t = useT('settings')
  return <>{rule.to ? t('policy.between', { from: rule.from, to: rule.to }) : t('policy.since', { from: rule.from })}</>
}
