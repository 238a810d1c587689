import { useMemo } from 'react'
import { useT } from '@/app/i18n'
import { Button, Icon, toast, useRefused } from '@/kit'
import { type Stretch, stepped, type Way, ways, wordsOf } from './bounds'
import { useDecide } from './queries'
import { runesOf } from './runes'
import css from './Sheet.module.css'
import type { Decision, Desk } from './types'
import { whyOf } from './why'

/** The words that the task stands on, why they were read so, and how another stretch of the text becomes its sentence. */
export function Sentence({ desk, decision: d }: { desk: Desk; decision: Decision }) {
  const t = useT('committee')
  const words = useMemo(() => wordsOf(runesOf(desk.text)), [desk.text])
  const move = useMove(desk, d)
  return (
    <div className={css.sentence}>
      <blockquote className={css.quote}>{d.text}</blockquote>
      <p className={css.why}>{t('sheet.why', { why: whyOf(t, d) })}</p>
      {d.found && (
        <p className={css.found}>
          <span className="muted">{t('source.found', { text: d.found.text })}</span>
          {d.found.source.start >= 0 && d.found.minutes === desk.meeting.minutes && (
            <Button small icon="undo" onClick={() => d.found && move(d.found.source)}>
              {t('source.home')}
            </Button>
          )}
        </p>
      )}
      {desk.text && d.source.start >= 0 && (
        <details className={css.bounds}>
          <summary>
            <Icon name="columns" size={14} />
            {t('source.open')}
          </summary>
          <p className="muted">{t('source.text', { no: d.no })}</p>
          {/* biome-ignore lint/a11y/useSemanticElements: four buttons are no fieldset */}
          <div className={css.divide} role="group" aria-label={t('source.label')}>
            {ways.map(way => (
              <OneWay key={way} way={way} to={stepped(words, d.source, way)} onMove={move} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

function OneWay({ way, to, onMove }: { way: Way; to: Stretch | undefined; onMove: (to: Stretch) => void }) {
  const t = useT('committee')
  return (
    <Button small disabled={!to} onClick={() => to && onMove(to)}>
      {t(`source.${way}`)}
    </Button>
  )
}

/** useMove makes another stretch the sentence of an item; what it was before is one press away. */
export function useMove(desk: Desk, decision: Decision | undefined) {
  const t = useT('committee')
  const refused = useRefused()
  const source = useDecide(desk.meeting.id, 'source')
  const go = (d: Decision, to: Stretch, said: () => void) =>
    source.mutate({ decision: d, values: { start: to.start, end: to.end } }, { onSuccess: said, onError: refused })
  return (to: Stretch, onMoved?: () => void) => {
    if (!decision) return
    const was = decision.source
    const about = `source ${decision.id}`
    const back = () => go(decision, was, () => toast(t('source.back', { no: decision.no }), { about }))
    const undo = was.start < 0 ? undefined : back
    go(decision, to, () => {
      toast(t('source.moved', { no: decision.no }), { undo, about })
      onMoved?.()
    })
  }
}
