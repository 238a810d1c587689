import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { pageOf } from '@/app/records'
import type { Screen } from '@/app/rooms'
import { Link } from '@/app/router'
import { sayDay, sayTime } from '@/app/time'
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  Dialog,
  Facts,
  Loaded,
  Menu,
  Note,
  Page,
  Panel,
  toast,
} from '@/kit'
import { DecideForm } from './DecideForm'
import { type RiskView, type Task, useRisk, useRiskWrite } from './data'
import { EditForm } from './EditForm'
import { Grade } from './Grade'
import { MeasureList } from './MeasureList'
import { MeasuresForm } from './MeasuresForm'
import { RateForm } from './RateForm'
import { ReasonForm } from './ReasonForm'
import css from './Risk.module.css'

type Open = '' | 'edit' | 'rate' | 'measures' | 'propose' | 'retire' | 'decide'

/** One risk point: its colour and why, every rating before, what keeps it, and what is to be decided. */
export default function RiskPage({ params }: Screen) {
  const t = useT('risk')
  const id = params.id ?? ''
  const risk = useRisk(id)
  const [open, setOpen] = useState<Open>('')
  const r = risk.data
  return (
    <Page
      name={r?.number ?? t('nav')}
      title={r ? t(r.colour ? 'one.title' : 'one.unrated', { name: r.name, colour: t(`colour.${r.colour}`) }) : ''}
      lead={r?.what}
      crumbs={[{ label: t('nav'), to: '/risks' }]}
      action={r && <Verbs risk={r} onOpen={setOpen} />}
    >
      <Loaded query={risk} rows={8}>
        {data => <Body risk={data} onDecide={() => setOpen('decide')} />}
      </Loaded>
      {r && <Dialogs risk={r} open={open} onClose={() => setOpen('')} />}
    </Page>
  )
}

function Verbs({ risk, onOpen }: { risk: RiskView; onOpen: (what: Open) => void }) {
  const t = useT('risk')
  const can = (verb: string) => risk.can.includes(verb)
  const more = (['edit', 'measures', 'propose', 'retire'] as const).filter(can)
  return (
    <>
      <ButtonLink to={`/units/${risk.unit.id}/portrait`}>{t('portrait.nav')}</ButtonLink>
      {more.length > 0 && (
        <Menu items={more.map(key => ({ key, label: t(`verb.${key}`), onPick: () => onOpen(key) }))}>{t('more')}</Menu>
      )}
      {can('decide') ? (
        <Button look="primary" onClick={() => onOpen('decide')}>
          {t('verb.decide')}
        </Button>
      ) : (
        can('rate') && (
          <Button look="primary" onClick={() => onOpen('rate')}>
            {t('verb.rate')}
          </Button>
        )
      )}
    </>
  )
}

function Body({ risk, onDecide }: { risk: RiskView; onDecide: () => void }) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const waiting = risk.proposals.find(p => p.state === 'open')
  return (
    <div className={css.stack}>
      {risk.state === 'retired' && <Note tone="warn">{t('one.retired', { reason: risk.reason })}</Note>}
      {waiting && (
        <Note tone="warn">
          {t(waiting.late ? 'one.waitsLate' : 'one.waits', { due: sayDay(waiting.due, lang) })}{' '}
          {waiting.causes.map(c => `${c.number ?? ''} ${c.text}`.trim()).join('；')}{' '}
          {risk.can.includes('decide') && <Button onClick={onDecide}>{t('verb.decide')}</Button>}
        </Note>
      )}
      <Panel title={t('one.facts')}>
        <Facts
          items={[
            [t('grade'), <Grade key="grade" colour={risk.colour} />],
            [
              t('unit'),
              <Link key="unit" to={`/units/${risk.unit.id}`}>
                {risk.unit.name}
              </Link>,
            ],
            [t('site'), risk.siteName || '—'],
            [t('place'), risk.placeName || risk.place],
            [t('keptBy'), risk.keep?.map(k => t(`level.${k}`)).join(t('comma')) || '—'],
            [t('review'), risk.review ? sayDay(risk.review, lang) : '—'],
          ]}
        />
      </Panel>
      <MeasureList risk={risk} />
      <Ratings risk={risk} />
      {risk.tasks.length > 0 && <Tasks tasks={risk.tasks} />}
    </div>
  )
}

function Ratings({ risk }: { risk: RiskView }) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const columns: Column<RiskView['ratings'][number]>[] = [
    { key: 'version', title: t('version'), width: '90px', main: true, render: r => t('versionN', { n: r.version }) },
    { key: 'colour', title: t('grade'), width: '150px', render: r => <Grade colour={r.colour} /> },
    {
      key: 'score',
      title: t('score'),
      width: '200px',
      render: r =>
        `${Object.entries(r.values)
          .map(([k, v]) => `${k.toUpperCase()} ${v}`)
          .join(' × ')} = ${r.score}`,
    },
    { key: 'reason', title: t('reason'), render: r => r.reason },
    { key: 'by', title: t('by'), width: '190px', render: r => r.byName.name },
    { key: 'at', title: t('at'), width: '150px', render: r => sayTime(r.at, lang) },
  ]
  return (
    <Panel title={t('one.ratings')} flush>
      <DataTable
        id="risk-ratings"
        label={t('one.ratings')}
        columns={columns}
        rows={risk.ratings}
        rowKey={r => r.id}
        empty={t('one.noRatings')}
      />
    </Panel>
  )
}

function Tasks({ tasks }: { tasks: Task[] }) {
  const t = useT('risk')
  const { lang } = usePrefs()
  const href = (task: Task) => pageOf(task.work.kind, task.work.id) ?? '/inspections/tasks'
  const columns: Column<Task>[] = [
    {
      key: 'text',
      title: t('measure'),
      main: true,
      render: x => <Link to={href(x)}>{x.text}</Link>,
    },
    { key: 'unit', title: t('unit'), render: x => x.unitName },
    { key: 'due', title: t('due'), width: '120px', render: x => sayDay(x.due, lang) },
    { key: 'state', title: t('standing'), width: '110px', render: x => t(`task.${x.state}`) },
  ]
  return (
    <Panel title={t('one.tasks')} flush>
      <DataTable id="risk-tasks" label={t('one.tasks')} columns={columns} rows={tasks} rowKey={x => x.id} empty="" />
    </Panel>
  )
}

function Dialogs({ risk, open, onClose }: { risk: RiskView; open: Open; onClose: () => void }) {
  const t = useT('risk')
  const retire = useRiskWrite((body: { reason: string }, key) =>
    api.post(`/risks/${risk.id}/retire`, { ...body, revision: risk.revision }, { key }),
  )
  const propose = useRiskWrite((body: { trigger: string; text: string }, key) =>
    api.post(`/risks/${risk.id}/propose`, { ...body, revision: risk.revision }, { key }),
  )
  const done = (key: string) => {
    toast(t(key))
    onClose()
  }
  const waiting = risk.proposals.find(p => p.state === 'open')
  return (
    <>
      <Dialog open={open === 'rate'} title={t('verb.rate')} onClose={onClose}>
        <RateForm risk={risk} onDone={() => done('saved.rate')} onCancel={onClose} />
      </Dialog>
      <Dialog open={open === 'edit'} title={t('verb.edit')} onClose={onClose}>
        <EditForm risk={risk} onDone={() => done('saved.edit')} onCancel={onClose} />
      </Dialog>
      <Dialog open={open === 'measures'} title={t('verb.measures')} onClose={onClose}>
        <MeasuresForm risk={risk} onDone={() => done('saved.measures')} onCancel={onClose} />
      </Dialog>
      <Dialog open={open === 'decide' && Boolean(waiting)} title={t('verb.decide')} onClose={onClose}>
        {waiting && <DecideForm proposal={waiting} onDone={() => done('saved.decide')} onCancel={onClose} />}
      </Dialog>
      <Dialog open={open === 'propose'} title={t('verb.propose')} onClose={onClose}>
        <ReasonForm
          triggers
          busy={propose.isPending}
          problem={propose.error}
          onCancel={onClose}
          onSend={(text, trigger, key) =>
            propose.mutate({ body: { trigger, text }, key }, { onSuccess: () => done('saved.propose') })
          }
        />
      </Dialog>
      <Dialog open={open === 'retire'} title={t('verb.retire')} onClose={onClose}>
        <ReasonForm
          busy={retire.isPending}
          problem={retire.error}
          onCancel={onClose}
          onSend={(reason, _, key) =>
            retire.mutate({ body: { reason }, key }, { onSuccess: () => done('saved.retire') })
          }
        />
      </Dialog>
    </>
  )
}
