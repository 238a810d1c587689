import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Chip, Dialog, Note, useRefused } from '@/kit'
import { isPending, undated } from './entries'
import { ManyForm } from './ManyForm'
import css from './Pick.module.css'
import { backOf, type Change, type OneEdit, unowned } from './picks'
import { useEditMany } from './queries'
import type { Desk, Edited } from './types'
import type { Picks } from './usePicks'

interface Outcome extends Edited {
  undone: boolean
  back: OneEdit[]
}

/** Several items at once: choose them by box, by Shift or by what they lack, and write one owner or day into all. */
export function PickBar({ desk, picks, onChanged }: { desk: Desk; picks: Picks; onChanged: () => void }) {
  const t = useT('committee')
  const [open, setOpen] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const chosen = desk.decisions.filter(d => picks.ids.includes(d.id))
  const done = (edited: Edited, change: Change) => {
    setOpen(false)
    setOutcome({ ...edited, undone: false, back: backOf(chosen, edited.items, change) })
    onChanged()
  }
  const offers = [
    { name: 'unowned', list: unowned(desk.decisions) },
    { name: 'undated', list: undated(desk.decisions) },
    { name: 'all', list: desk.decisions.filter(isPending) },
  ]
  return (
    <div className={css.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: three chips are no fieldset */}
      <div className={css.offers} role="group" aria-label={t('many.label')}>
        {offers.map(o => (
          <Chip
            key={o.name}
            pressed={
              o.list.length > 0 &&
              same(
                o.list.map(d => d.id),
                picks.ids,
              )
            }
            onPress={() => picks.choose(o.list.map(d => d.id))}
          >
            {t(`many.${o.name}`, { count: o.list.length })}
          </Chip>
        ))}
      </div>
      <p className={css.sum}>
        <span role="status">{t('many.picked', { count: chosen.length })}</span>{' '}
        <span className="muted">{t('many.hint')}</span>
      </p>
      <div className={css.offers}>
        <Button small look="primary" icon="sliders" disabled={chosen.length === 0} onClick={() => setOpen(true)}>
          {t('many.edit', { count: chosen.length })}
        </Button>
        <Button small onClick={() => picks.turn(false)}>
          {t('many.stop')}
        </Button>
      </div>
      {outcome && <Told desk={desk} outcome={outcome} onOutcome={setOutcome} onChanged={onChanged} />}
      <Dialog open={open} title={t('many.title', { count: chosen.length })} onClose={() => setOpen(false)} width={560}>
        <ManyForm meeting={desk.meeting.id} chosen={chosen} onDone={done} />
      </Dialog>
    </div>
  )
}

const same = (a: string[], b: string[]) => a.length === b.length && a.every(id => b.includes(id))

interface ToldProps {
  desk: Desk
  outcome: Outcome
  onOutcome: (outcome: Outcome) => void
  onChanged: () => void
}

/** What became of the last press: how many, which not and why; and the way back. */
function Told({ desk, outcome, onOutcome, onChanged }: ToldProps) {
  const t = useT('committee')
  const refused = useRefused()
  const edit = useEditMany(desk.meeting.id)
  const { items, back, undone } = outcome
  const unknown = undone ? 0 : unowned(items).length
  const undo = () =>
    edit.mutate(
      { items: back },
      {
        onSuccess: edited => {
          onOutcome({ ...edited, undone: true, back: [] })
          onChanged()
        },
        onError: refused,
      },
    )
  return (
    <Note tone={outcome.refused.length + unknown > 0 ? 'warn' : 'ok'}>
      <p className={css.told}>
        <span role="status">{t(undone ? 'many.undone' : 'many.done', { count: items.length })}</span>
        {back.length > 0 && (
          <Button small icon="undo" busy={edit.isPending} onClick={undo}>
            {t('many.undo', { count: back.length })}
          </Button>
        )}
      </p>
      {unknown > 0 && <p>{t('many.unknown', { count: unknown })}</p>}
      {outcome.refused.length > 0 && (
        <>
          <p>{t('many.refused', { count: outcome.refused.length })}</p>
          <ul>
            {outcome.refused.map(r => (
              <li key={r.id}>{t('many.one', { no: r.no, title: r.title, reason: r.reason })}</li>
            ))}
          </ul>
        </>
      )}
    </Note>
  )
}
