import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { Link, navigate } from '@/app/router'
import { sayDay } from '@/app/time'
import { Button, type Column, DataTable, Dialog, Facts, Figure, Loaded, Page, Panel, Tag, usePages } from '@/kit'
import { type Duty, type PlanView, useOne, useSiteKinds } from './data'
import css from './Inspection.module.css'
import { ReasonForm } from './ReasonForm'

/** One plan: how its tasks stand, and each of them. */
export default function PlanPage({ params }: Screen) {
  const one = useOne<PlanView>('plan', `/inspection-plans/${params.id}`)
  return <Loaded query={one}>{p => <Sheet p={p} />}</Loaded>
}

function Sheet({ p }: { p: PlanView }) {
  const t = useT('inspection')
  const { lang } = usePrefs()
  const kinds = useSiteKinds()
  const [ending, setEnding] = useState(false)
  const open = p.tally.open ?? 0
  return (
    <Page
      name={t('plan.one')}
      crumbs={[{ label: t('tab.plans'), to: '/inspections/plans' }]}
      title={t('plan.stands', { title: p.title, open, done: p.tally.done ?? 0 })}
      lead={p.number}
      action={p.can.includes('cancel') && <Button onClick={() => setEnding(true)}>{t('plan.cancel')}</Button>}
    >
      <div className={css.columns}>
        <Panel>
          <Facts
            items={[
              [
                t('col.checklist'),
                <Link key="c" to={`/checklists/${p.checklist}`}>
                  {p.checklistTitle}
                </Link>,
              ],
              [t('plan.basis'), p.basis || '—'],
              [t('plan.kinds'), (p.kinds ?? []).map(k => kinds.find(x => x.value === k)?.label ?? k).join(t('comma'))],
              [t('plan.assign'), t(`assign.${p.assign}`)],
              [t('plan.every'), t(`every.${p.every}`)],
              [t('plan.span'), `${sayDay(p.from, lang)} – ${sayDay(p.to, lang)}`],
              [t('plan.owner'), p.owner.name],
              [t('col.state'), t(`plan.${p.state}`)],
              ...(p.reason ? [[t('reason.label'), p.reason] as [string, string]] : []),
            ]}
          />
        </Panel>
        <Panel title={t('plan.tally')}>
          <div className={css.row}>
            <Figure label={t('task.open')} value={open} to={`/inspections/tasks?plan=${p.id}`} />
            <Figure
              label={t('task.done')}
              value={p.tally.done ?? 0}
              to={`/inspections/tasks?plan=${p.id}&state=done`}
            />
          </div>
        </Panel>
      </div>
      <Tasks plan={p.id ?? ''} />
      <Dialog open={ending} title={t('plan.cancel')} onClose={() => setEnding(false)}>
        <ReasonForm
          hint={t('plan.cancelHint', { open })}
          verb={t('plan.cancel')}
          send={(reason, key) =>
            api.post(`/inspection-plans/${p.id}/cancel`, { reason, revision: p.revision }, { key })
          }
          onDone={() => setEnding(false)}
        />
      </Dialog>
    </Page>
  )
}

function Tasks({ plan }: { plan: string }) {
  const t = useT('inspection')
  const { lang } = usePrefs()
  const list = usePages<Duty>(['inspection', 'tasks'], '/inspection-duties', { plan })
  const columns: Column<Duty>[] = [
    { key: 'site', title: t('col.site'), main: true, render: d => d.siteName },
    { key: 'unit', title: t('col.owes'), width: '200px', render: d => d.unit.name },
    { key: 'due', title: t('col.due'), width: '170px', render: d => sayDay(d.due, lang) },
    {
      key: 'late',
      title: t('col.state'),
      width: '110px',
      render: d => <Tag tone={d.overdue ? 'strong' : 'plain'}>{t(d.overdue ? 'task.late' : `task.${d.state}`)}</Tag>,
    },
  ]
  return (
    <Panel title={t('plan.openTasks')} flush>
      <DataTable
        id="plan-tasks"
        label={t('plan.openTasks')}
        columns={columns}
        {...list}
        rowKey={d => d.id}
        onOpen={d => navigate(`/inspections?site=${d.site}`)}
      />
    </Panel>
  )
}
