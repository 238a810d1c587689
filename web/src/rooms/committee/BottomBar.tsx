import { useT } from '@/app/i18n'
import { Button, ButtonLink, Job } from '@/kit'
import css from './Desk.module.css'
import { tickable, totals } from './entries'
import { useDecide } from './queries'
import type { Decision, Desk } from './types'
import { useEach } from './useEach'

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
      <ButtonLink look={sum.ticked > 0 ? 'primary' : 'normal'} icon="send" to={`/meetings/${desk.meeting.id}/preview`}>
        {t('bar.preview', { count: sum.ticked })}
      </ButtonLink>
    </div>
  )
}

/** Ticks one after another: a person pressed once, and every item still gets a tick of its own. */
function useTickAll(meeting: string) {
  const tick = useDecide(meeting, 'tick')
  return useEach((decision: Decision) => tick.mutateAsync({ decision, values: { on: true } }))
}
