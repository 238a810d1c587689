import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Button, Note, useRefused } from '@/kit'
import { useDecide } from './queries'
import css from './Sheet.module.css'
import type { Decision, Twin } from './types'
import { twinWhy } from './why'

/** Running matters that this may only repeat: one task, several parents, one answer that flows back to all. */
export function Twins({ meeting, decision }: { meeting: string; decision: Decision }) {
  const t = useT('committee')
  const refused = useRefused()
  const merge = useDecide(meeting, 'merge')
  const twins = decision.duplicates ?? []
  if (twins.length === 0 && decision.into.length === 0) return null
  const into = decision.into.map(i => i.matter)
  const choose = (twin: Twin, on: boolean) => {
    const others = twins.filter(x => into.includes(x.matter) && x.unit.id !== twin.unit.id).map(x => x.matter)
    merge.mutate({ decision, values: { matters: on ? [...others, twin.matter] : others } }, { onError: refused })
  }
  return (
    <Note>
      <strong>{t('twins.title')}</strong>
      <ul className={css.twins}>
        {twins.map(twin => (
          <li key={twin.matter}>
            <span>
              <Link to={`/matters/${twin.matter}`}>{twin.title}</Link>
              <span className="muted">
                {' '}
                {twin.unit.name} · {twin.number}
              </span>
            </span>
            <span className="muted">{twinWhy(t, twin)}</span>
            <Button small busy={merge.isPending} onClick={() => choose(twin, !into.includes(twin.matter))}>
              {t(into.includes(twin.matter) ? 'twins.undo' : 'twins.merge')}
            </Button>
          </li>
        ))}
      </ul>
    </Note>
  )
}
