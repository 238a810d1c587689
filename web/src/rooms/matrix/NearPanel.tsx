import { useT } from '@/app/i18n'
import { Button, Loaded, Panel } from '@/kit'
import { type Finding, type Near, useNearest } from './finding'
import css from './Matrix.module.css'
import { holderName, nearWords } from './near'

interface Props {
  finding: Finding
  /** Opens the negotiation with a proposal; absent where the reader may not open one. */
  onPropose?: (near: Near) => void
}

/** 业务相近: who leads what lies near the hole, as facts. Nobody is chosen; the units and the committee do that. */
export function NearPanel({ finding, onPropose }: Props) {
  const t = useT('matrix')
  const list = useNearest(finding.id)
  return (
    <Panel title={t('near.title')}>
      <p className={css.small}>{t('near.law')}</p>
      <Loaded query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('near.none')}</p>
          ) : (
            <ul className={css.answers}>
              {items.map(n => (
                <Neighbour key={`${n.unit.id}/${n.post?.id ?? ''}`} near={n} onPropose={onPropose} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Neighbour({ near, onPropose }: { near: Near; onPropose?: (near: Near) => void }) {
  const t = useT('matrix')
  const more = near.count - near.facts.length
  return (
    <li className={css.item}>
      <span className={css.top}>
        <strong>{holderName(near)}</strong>
        {onPropose && (
          <Button small look="quiet" onClick={() => onPropose(near)}>
            {t('near.propose')} <span className="sr-only">{holderName(near)}</span>
          </Button>
        )}
      </span>
      <ul className={css.reasons}>
        {nearWords(near, t).map(line => (
          <li key={line}>{line}</li>
        ))}
        {more > 0 && <li>{t('near.more', { count: more })}</li>}
      </ul>
    </li>
  )
}
