import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, ButtonLink, Empty, Note } from '@/kit'
import { looseId } from './entries'
import { Sentence } from './Sentence'
import css from './Sheet.module.css'
import { TaskSheet } from './TaskSheet'
import type { Decision, Desk, Loose } from './types'
import { useAddSpan } from './useDeskKeys'

/** The right column: the sheet of the selected item, or what to do with a sentence that is none yet. */
export function SheetPane({
  desk,
  selected,
  round,
  onSelect,
}: {
  desk: Desk
  selected: string | undefined
  /** Goes up when many were changed at once: an open sheet then begins anew. */
  round: number
  onSelect: (id: string) => void
}) {
  const t = useT('committee')
  const may = useCan()('committee.write')
  const decision = desk.decisions.find(d => d.id === selected)
  const loose = desk.loose.find(l => looseId(l) === selected)
  return (
    <section className={css.pane} aria-label={t('desk.pane.sheet')} data-at="sheet" data-sheet>
      <fieldset className={css.bare} disabled={!may}>
        {decision && <OneSheet key={decision.id} desk={desk} decision={decision} round={round} />}
        {loose && <LooseSheet desk={desk} loose={loose} onSelect={onSelect} />}
      </fieldset>
      {!decision && !loose && <Empty icon="lines" title={t('sheet.none')} />}
    </section>
  )
}

function OneSheet({ desk, decision, round }: { desk: Desk; decision: Decision; round: number }) {
  const t = useT('committee')
  const sent = decision.matters ?? []
  if (decision.state === 'proposed' || decision.state === 'ticked' || decision.state === 'dropped') {
    return (
      <>
        <Sentence desk={desk} decision={decision} />
        <TaskSheet key={`${round}-${decision.source.start}-${decision.source.end}`} desk={desk} decision={decision} />
      </>
    )
  }
  return (
    <>
      <h2 className={css.head}>{decision.title}</h2>
      <blockquote className={css.quote}>{decision.text}</blockquote>
      <Note tone="ok">{t('sheet.sent', { count: sent.length })}</Note>
      <ul className={css.sent}>
        {sent.map(m => (
          <li key={m.id}>
            <ButtonLink small to={`/matters/${m.id}`}>
              {m.number}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </>
  )
}

function LooseSheet({ desk, loose, onSelect }: { desk: Desk; loose: Loose; onSelect: (id: string) => void }) {
  const t = useT('committee')
  const add = useAddSpan(desk.meeting.id, onSelect)
  return (
    <>
      <h2 className={css.head}>{t('sheet.loose')}</h2>
      <blockquote className={css.quote}>{loose.text}</blockquote>
      <p className="muted">{t('sheet.looseText')}</p>
      <p>
        <Button look="primary" icon="plus" onClick={() => add(loose.start, loose.end)}>
          {t('item.become')}
        </Button>
      </p>
    </>
  )
}
