import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { Button, type Column, DataTable, Dialog, Note, Panel, Tag } from '@/kit'
import { counting } from './assessed'
import { type Letter, type Line, points } from './data'
import { FactList } from './FactList'
import { MarkForm } from './MarkForm'

/** The score in four parts; every point opens the facts behind it. */
export function ScoreView({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const [facts, setFacts] = useState<Line>()
  const [mark, setMark] = useState<Line>()
  const word = (x: { zh: string; en: string }) => (lang === 'en' ? x.en : x.zh)
  const columns = columnsOf(letter, t, word, setFacts, setMark)
  return (
    <>
      {counting(letter).parts.map(p => (
        <Panel
          key={p.key}
          title={word(p)}
          extra={t('pointsOf', { points: points(p.points), full: points(p.full) })}
          flush
        >
          <DataTable id="letter-part" label={word(p)} columns={columns} rows={p.clauses} rowKey={c => c.key} />
        </Panel>
      ))}
      <Panel title={t('adjusts')} flush>
        <DataTable
          id="letter-part"
          label={t('adjusts')}
          columns={columns}
          rows={counting(letter).adjusts}
          rowKey={c => c.key}
        />
      </Panel>
      <Dialog
        open={Boolean(facts)}
        title={facts ? t('facts.title', { clause: word(facts) }) : ''}
        width={820}
        onClose={() => setFacts(undefined)}
      >
        {facts?.metric && (
          <>
            {letter.assessed && (
              <Note tone={letter.assessed.kept ? 'info' : 'warn'}>
                {t(letter.assessed.kept ? 'assessed.facts' : 'assessed.factsToday', {
                  at: sayTime(letter.assessed.frozen, lang),
                })}
              </Note>
            )}
            <FactList letter={letter} metric={facts.metric} />
          </>
        )}
      </Dialog>
      <Dialog open={Boolean(mark)} title={mark ? word(mark) : ''} onClose={() => setMark(undefined)}>
        {mark && <MarkForm letter={letter} line={mark} onDone={() => setMark(undefined)} />}
      </Dialog>
    </>
  )
}

function columnsOf(
  letter: Letter,
  t: (key: string, values?: Record<string, unknown>) => string,
  word: (x: { zh: string; en: string }) => string,
  onFacts: (line: Line) => void,
  onMark: (line: Line) => void,
): Column<Line>[] {
  const canMark = letter.can.includes('self') || letter.can.includes('check')
  const count = (x: Line) => x.tally.good + x.tally.bad + x.tally.open + x.tally.waived
  return [
    { key: 'clause', title: t('clause'), main: true, render: x => word(x) },
    {
      key: 'points',
      title: t('score'),
      width: '130px',
      align: 'right',
      render: x => t('pointsOf', { points: unknown(x) ? '—' : points(x.points), full: points(x.full) }),
    },
    { key: 'how', title: t('howCounted'), width: '260px', render: x => <How line={x} /> },
    {
      key: 'behind',
      title: t('behind'),
      width: '150px',
      render: x =>
        x.metric && x.how !== 'self' ? (
          <Button small look="quiet" onClick={() => onFacts(x)}>
            {t('facts.open', { count: count(x) })}
          </Button>
        ) : (
          canMark && (
            <Button small look="quiet" onClick={() => onMark(x)}>
              {t(letter.can.includes('check') ? 'mark.check' : 'mark.self')}
            </Button>
          )
        ),
    },
  ]
}

/** Of a line without any record nobody can say that it gave nothing. */
const unknown = (x: Line) => x.state === 'none' || x.state === 'absent'

/** What a line was reckoned from, in words. */
function How({ line }: { line: Line }) {
  const t = useT('letter')
  const { good, bad, open, waived } = line.tally
  if (line.state === 'waiting') {
    return (
      <>
        <Tag tone="strong">{t('how.waiting')}</Tag> <span className="muted">{t('how.noRecord')}</span>
      </>
    )
  }
  if (line.state === 'self') return <Tag>{t('how.self')}</Tag>
  if (line.state === 'checked') return <Tag tone="done">{t('how.checked')}</Tag>
  if (line.state === 'none') {
    return (
      <>
        <Tag tone="strong">{t('how.none')}</Tag> <span className="muted">{t('how.noneWhy')}</span>
      </>
    )
  }
  if (line.state === 'absent') return <span className="muted">{t('how.absent')}</span>
  if (line.state === 'clean')
    return <span className="muted">{t(line.how === 'adjust' ? 'how.neither' : 'how.clean')}</span>
  return (
    <>
      {t(`how.${line.how}`, { good, bad, open, all: good + bad, target: line.target, each: line.each })}
      {waived > 0 && ` ${t('how.waived', { count: waived })}`}
    </>
  )
}
