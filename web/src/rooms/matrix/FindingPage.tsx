import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { pageOf } from '@/app/records'
import type { Screen } from '@/app/rooms'
import { Link } from '@/app/router'
import { sayDay, sayTime } from '@/app/time'
import { Button, Dialog, Facts, Loaded, Note, Page, Panel, Tag } from '@/kit'
import { AnswerForm } from './AnswerForm'
import { AskForm } from './AskForm'
import { type Answered, type Finding, type Near, useFinding } from './finding'
import css from './Matrix.module.css'
import { NearPanel } from './NearPanel'
import { holderName as said } from './near'
import { doneAt, nextOf } from './next'
import { TableForm } from './TableForm'
import { TouchedPanel } from './TouchedPanel'

type Verb = 'ask' | 'answer' | 'table'

/** One hole: what it is, what the units say, and what the committee decided. */
export default function FindingPage({ params }: Screen) {
  const finding = useFinding(params.id ?? '')
  return <Loaded query={finding}>{data => <Shown finding={data} />}</Loaded>
}

function Shown({ finding }: { finding: Finding }) {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const [open, setOpen] = useState<Verb | ''>('')
  const [near, setNear] = useState<Near>()
  const close = () => {
    setOpen('')
    setNear(undefined)
  }
  const propose = (n: Near) => {
    setNear(n)
    setOpen('ask')
  }
  const state = finding.live ? finding.state : 'filled'
  const main = (['answer', 'ask', 'table'] as Verb[]).find(v => finding.can.includes(v))
  const facts: [string, React.ReactNode][] = [
    [t('objectsWord'), t('objects.count', { count: finding.objects })],
    [t('stateWord'), <Tag key="s">{t(`state.${state}`)}</Tag>],
    [t('found'), sayTime(finding.opened, lang)],
  ]
  if (finding.holders.length > 0) facts.push([t('leads'), finding.holders.map(said).join(t('comma'))])
  if (finding.meeting) {
    facts.push([
      t('meeting'),
      <Link key="m" to={pageOf('committee.meeting', finding.meeting.id)}>
        {finding.meeting.name}
      </Link>,
    ])
  }
  const at = doneAt(finding)
  if (finding.live && at) {
    facts.push([
      t('doneAt.label'),
      <Link key="d" to={at.to}>
        {t(at.word)}
      </Link>,
    ])
  }
  return (
    <Page
      name={t(`flag.${finding.kind}`)}
      title={finding.sentence}
      lead={t(nextOf(finding))}
      crumbs={[
        { label: t('nav'), to: '/matrix' },
        { label: t('tab.findings'), to: '/matrix/findings' },
      ]}
      action={finding.can.map(v => (
        <Button key={v} look={v === main ? 'primary' : undefined} onClick={() => setOpen(v as Verb)}>
          {t(`verb.${v}`)}
        </Button>
      ))}
    >
      {finding.outcome && (
        <Note>{t('outcome', { day: sayDay(finding.outcome.day, lang), text: finding.outcome.text })}</Note>
      )}
      {finding.live && (finding.outcome?.wants?.length ?? 0) > 0 && <Note tone="warn">{t('outcomeWants')}</Note>}
      <Panel title={t('about')}>
        <Facts items={facts} />
      </Panel>
      {finding.talk && <Talk talk={finding.talk} />}
      {finding.live && hasNear(finding) && (
        <NearPanel finding={finding} onPropose={finding.can.includes('ask') ? propose : undefined} />
      )}
      {finding.live && finding.objects > 0 && <TouchedPanel finding={finding} />}
      <Dialog open={open === 'ask'} title={t('verb.ask')} onClose={close}>
        <AskForm finding={finding} near={near} onDone={close} />
      </Dialog>
      <Dialog open={open === 'answer'} title={t('verb.answer')} onClose={close}>
        <AnswerForm finding={finding} onDone={close} />
      </Dialog>
      <Dialog open={open === 'table'} title={t('verb.table')} onClose={close}>
        <TableForm finding={finding} onDone={close} />
      </Dialog>
    </Page>
  )
}

/** Of what nobody has sorted, or signed, no business is near. */
const hasNear = (f: Finding) => ['gap', 'overlap', 'vacant', 'gone'].includes(f.kind)

function Talk({ talk }: { talk: NonNullable<Finding['talk']> }) {
  const t = useT('matrix')
  const { lang } = usePrefs()
  return (
    <Panel title={t('talk')}>
      <Facts
        items={[
          [t('proposed'), talk.proposed ? said(talk.proposed) : t('nobody')],
          [t('reason'), talk.text],
          [t('due'), talk.late ? t('late', { day: sayDay(talk.due, lang) }) : sayDay(talk.due, lang)],
          [t('before'), sayDay(talk.before, lang)],
        ]}
      />
      <ul className={css.answers}>
        {talk.asked.map(a => (
          <Line key={a.unit.id} answer={a} />
        ))}
      </ul>
    </Panel>
  )
}

function Line({ answer }: { answer: Answered }) {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const word = answer.agrees === null ? 'waiting' : answer.agrees ? 'agrees' : 'refuses'
  return (
    <li className={css.item}>
      <span className={css.top}>
        <strong>{answer.unit.name}</strong>
        <Tag tone={word === 'refuses' ? 'strong' : word === 'agrees' ? 'done' : 'plain'}>{t(`answer.${word}`)}</Tag>
        {answer.at && <span className={css.small}>{sayTime(answer.at, lang)}</span>}
      </span>
      {(answer.reason || answer.other) && (
        <span className={css.small}>
          {answer.reason} {answer.other && t('answer.other', { unit: answer.other.name })}
        </span>
      )}
    </li>
  )
}
