import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Dialog, Failure, toast, useRefused } from '@/kit'
import { clausesOf } from './clauses'
import { entriesOf, isPending } from './entries'
import { useDecide } from './queries'
import { runesOf } from './runes'
import css from './Sheet.module.css'
import type { Decision, Desk } from './types'

/** One sentence may hold two tasks, and one task two sentences: cut here, or take the next one in. */
export function SplitJoin({ desk, decision: d }: { desk: Desk; decision: Decision }) {
  const t = useT('committee')
  const refused = useRefused()
  const [open, setOpen] = useState(false)
  const join = useDecide(desk.meeting.id, 'merge')
  const clauses = clausesOf(runesOf(desk.text), d.source.start, d.source.end)
  const next = nextOf(desk, d)
  if (!isPending(d) || (clauses.length < 2 && !next)) return null
  const take = () =>
    next &&
    join.mutate(
      { decision: d, values: { decision: next.id } },
      {
        onSuccess: () => toast(t('divide.joined', { no: next.no })),
        onError: refused,
      },
    )
  return (
    <p className={css.divide}>
      {clauses.length > 1 && (
        <Button small onClick={() => setOpen(true)}>
          {t('divide.split')}
        </Button>
      )}
      {next && (
        <Button small busy={join.isPending} onClick={take}>
          {t('divide.join', { no: next.no })}
        </Button>
      )}
      <Dialog open={open} title={t('divide.title')} onClose={() => setOpen(false)} width={560}>
        <Cuts meeting={desk.meeting.id} decision={d} clauses={clauses} onDone={() => setOpen(false)} />
      </Dialog>
    </p>
  )
}

function nextOf(desk: Desk, d: Decision): Decision | undefined {
  const all = entriesOf(desk.decisions, []).flatMap(e => ('decision' in e ? [e.decision] : []))
  return all.slice(all.findIndex(x => x.id === d.id) + 1).find(isPending)
}

interface CutsProps {
  meeting: string
  decision: Decision
  clauses: ReturnType<typeof clausesOf>
  onDone: () => void
}

function Cuts({ meeting, decision, clauses, onDone }: CutsProps) {
  const t = useT('committee')
  const split = useDecide(meeting, 'split')
  const cut = (at: number) =>
    split.mutate(
      { decision, values: { at } },
      {
        onSuccess: () => {
          toast(t('divide.done'))
          onDone()
        },
      },
    )
  return (
    <>
      <p className="muted">{t('divide.text')}</p>
      {Boolean(split.error) && <Failure problem={split.error} />}
      <ol className={css.clauses}>
        {clauses.map((c, i) => (
          <li key={c.start}>
            {i > 0 && (
              <Button small icon="columns" busy={split.isPending} onClick={() => cut(c.start)}>
                {t('divide.here')}
              </Button>
            )}
            <span>{c.text.trim()}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
