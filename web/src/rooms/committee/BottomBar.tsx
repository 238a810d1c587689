import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import { Button, ButtonLink, Job, toast } from '@/kit'
import css from './Desk.module.css'
import { tickable, totals } from './entries'
import { useDecide } from './queries'
import type { Decision, Desk } from './types'

/** The foot of the desk: how much is ticked, to how many units it goes, what is missing, and on to the check page. */
export function BottomBar({ desk }: { desk: Desk }) {
  const t = useT('committee')
  const sum = totals(desk.decisions)
  const ready = tickable(desk.decisions)
  const { run, done, total } = useTickAll(desk.meeting.id)
  return (
    <div className={css.bar}>
      {total > 0 ? (
        <Job label={t('bar.ticking')} done={done} total={total} />
      ) : (
        <p className={css.sum} role="status">
          {t('bar.sum', { ...sum })}
        </p>
      )}
      {ready.length > 0 && total === 0 && (
        <Button onClick={() => void run(ready)}>{t('bar.tickAll', { count: ready.length })}</Button>
      )}
      <ButtonLink look="primary" icon="send" to={`/meetings/${desk.meeting.id}/preview`}>
        {t('bar.preview', { count: sum.ticked })}
      </ButtonLink>
    </div>
  )
}

/** Ticks one after another: a person pressed once, and every item still gets a tick of its own. */
function useTickAll(meeting: string) {
  const say = useProblemText()
  const tick = useDecide(meeting, 'tick')
  const [state, setState] = useState({ done: 0, total: 0 })
  const run = async (list: Decision[]) => {
    setState({ done: 0, total: list.length })
    for (const [i, decision] of list.entries()) {
      try {
        await tick.mutateAsync({ decision, values: { on: true } })
      } catch (problem) {
        toast(say(problem).title || say(problem).detail, { tone: 'bad' })
        break
      }
      setState({ done: i + 1, total: list.length })
    }
    setState({ done: 0, total: 0 })
  }
  return { run, ...state }
}
