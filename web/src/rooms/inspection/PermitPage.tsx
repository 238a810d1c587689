import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen } from '@/app/rooms'
import { sayTime } from '@/app/time'
import { uuidv7 } from '@/app/uuid'
import {
  Button,
  CheckField,
  Dialog,
  Facts,
  Failure,
  Loaded,
  Page,
  Panel,
  RiverLine,
  type RiverNode,
  useKey,
} from '@/kit'
import { type PermitView, useOne, useRoomWrite, useSay } from './data'
import { GasForm } from './GasForm'
import css from './Inspection.module.css'
import { PermitTag } from './PermitsPage'
import { ReasonForm } from './ReasonForm'

/** One permit: its measures, its gas tests, and the one verb that comes next. */
export default function PermitPage({ params }: Screen) {
  const one = useOne<PermitView>('permit', `/permits/${params.id}`)
  return <Loaded query={one}>{p => <Sheet p={p} />}</Loaded>
}

const reasoned = ['refuse', 'suspend', 'close', 'cancel', 'stop']

function Sheet({ p }: { p: PermitView }) {
  const t = useT('inspection')
  const say = useSay()
  const { lang } = usePrefs()
  const keyFor = useKey()
  const [asking, setAsking] = useState('')
  const act = useRoomWrite((verb: string, key) =>
    api.post(`/permits/${p.id}/${verb}`, { revision: p.revision }, { key }),
  )
  const press = (verb: string) =>
    reasoned.includes(verb) ? setAsking(verb) : act.mutate({ body: verb, key: keyFor({ verb, revision: p.revision }) })
  const verbs = ['approve', 'start', 'close', 'suspend', 'refuse', 'cancel', 'stop'].filter(v => p.can.includes(v))
  return (
    <Page
      name={t('permit.one')}
      crumbs={[{ label: t('tab.permits'), to: '/permits' }]}
      title={t(`permit.is.${p.state}`, { kind: say(p.kindZh, p.kindEn), until: sayTime(p.to, lang) })}
      lead={p.number}
      action={verbs.map((v, i) => (
        <Button key={v} look={i === 0 ? 'primary' : undefined} busy={act.isPending} onClick={() => press(v)}>
          {t(`pverb.${v}`)}
        </Button>
      ))}
    >
      {act.error && <Failure problem={act.error} />}
      <div className={css.columns}>
        <Panel>
          <Facts
            items={[
              [t('col.state'), <PermitTag key="s" state={p.state} />],
              [t('permit.kind'), `${say(p.kindZh, p.kindEn)} · ${say(p.levelZh, p.levelEn)}`],
              [t('permit.work'), p.work],
              [t('permit.spot'), `${p.siteName || p.owner.name} · ${p.spot}`],
              [t('permit.doer'), p.doer],
              [t('permit.watch'), p.watch],
              [t('permit.dangers'), p.dangers || '—'],
              [t('permit.span'), `${sayTime(p.from, lang)} – ${sayTime(p.to, lang)}`],
              [t('permit.by'), p.byPost.name],
            ]}
          />
        </Panel>
        <Steps p={p} />
        {p.rules.gas && <Gas p={p} />}
        <Panel title={t('permit.river')}>
          <RiverLine nodes={p.turns.map((turn, i) => node(turn, i, t, lang))} />
        </Panel>
      </div>
      <Dialog open={asking !== ''} title={t(`pverb.${asking || 'close'}`)} onClose={() => setAsking('')}>
        <ReasonForm
          verb={t(`pverb.${asking || 'close'}`)}
          optional={asking === 'close'}
          send={(reason, key) => api.post(`/permits/${p.id}/${asking}`, { reason, revision: p.revision }, { key })}
          onDone={() => setAsking('')}
        />
      </Dialog>
    </Page>
  )
}

function node(
  turn: PermitView['turns'][number],
  i: number,
  t: (key: string) => string,
  lang: 'zh-CN' | 'en',
): RiverNode {
  return {
    id: String(i),
    by: turn.by ? 'person' : 'clock',
    at: sayTime(turn.at, lang),
    title: t(`pstate.${turn.to}`),
    body: turn.why,
    tone: ['expired', 'stopped', 'suspended'].includes(turn.to) ? 'overdue' : 'plain',
    stamp: turn.to === 'closed' ? 'closed' : undefined,
  }
}

/** The safety measures: ticked on the spot, one by one; what is missing keeps the permit from being approved. */
function Steps({ p }: { p: PermitView }) {
  const t = useT('inspection')
  const say = useSay()
  const [ticked, setTicked] = useState<string[]>([])
  // Measures are confirmed one by one and quickly: none of them is held to the sight of another (revision 0).
  const confirm = useRoomWrite((step: string, key) =>
    api.post(`/permits/${p.id}/steps`, { revision: 0, steps: [{ step }] }, { key }),
  )
  const tick = (step: string) => {
    setTicked(old => [...old, step])
    const untick = () => setTicked(old => old.filter(s => s !== step))
    confirm.mutate({ body: step, key: uuidv7() }, { onError: untick })
  }
  const done = new Map(p.steps.map(s => [s.step, s]))
  const may = p.can.includes('steps')
  return (
    <Panel title={t('permit.steps', { done: p.steps.length, all: p.rules.steps?.length ?? 0 })}>
      {confirm.error && <Failure problem={confirm.error} />}
      <ul className={css.items}>
        {p.rules.steps?.map(s => (
          <li key={s.key} className={css.step}>
            {done.has(s.key) || !may ? (
              <span>
                {done.has(s.key) ? '✓ ' : '○ '}
                {say(s.zh, s.en)} {done.get(s.key)?.na && t('permit.na')}
              </span>
            ) : (
              <CheckField
                label={say(s.zh, s.en)}
                checked={ticked.includes(s.key)}
                onChecked={checked => checked && !ticked.includes(s.key) && tick(s.key)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Gas tests: the last one decides, and grows old. */
function Gas({ p }: { p: PermitView }) {
  const t = useT('inspection')
  const say = useSay()
  const { lang } = usePrefs()
  const [testing, setTesting] = useState(false)
  const limits = p.rules.gas?.limits ?? []
  return (
    <Panel
      title={t('gas.title')}
      extra={
        p.can.includes('gas') && (
          <Button small onClick={() => setTesting(true)}>
            {t('gas.new')}
          </Button>
        )
      }
    >
      <p className="muted">
        {t('gas.rule', { minutes: p.rules.gas?.validMinutes ?? 0, repeat: p.rules.gas?.repeatMinutes ?? 0 })}
      </p>
      {p.tests.length === 0 && <p>{t('gas.none')}</p>}
      <ul className={css.items}>
        {[...p.tests].reverse().map(g => (
          <li key={g.at} className={css.step}>
            {sayTime(g.at, lang)} · <strong>{t(g.passed ? 'gas.passed' : 'gas.failed')}</strong>{' '}
            {limits
              .filter(l => g.readings[l.key] !== undefined)
              .map(l => `${say(l.zh, l.en)} ${g.readings[l.key]} ${l.unit}`)
              .join(t('comma'))}
          </li>
        ))}
      </ul>
      <Dialog open={testing} title={t('gas.new')} onClose={() => setTesting(false)}>
        <GasForm p={p} onDone={() => setTesting(false)} />
      </Dialog>
    </Panel>
  )
}
