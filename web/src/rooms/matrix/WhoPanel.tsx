import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { useCan } from '@/app/session'
import { Loaded, Note, Panel } from '@/kit'
import { OwnerLine } from './BoxPanel'
import { useWho, type Who } from './data'
import css from './Matrix.module.css'
import './words'

/** Who is responsible for this, on every axis, with the reason for each. */
export function WhoPanel({ about }: { about: { unit?: string; site?: string; place?: string } }) {
  const t = useT('matrix')
  const can = useCan()
  const may = can('matrix.who')
  const who = useWho(about, may)
  if (!may) return null
  return (
    <Panel title={t('who.title')}>
      <Loaded query={who} rows={3}>
        {data => <Answer who={data} />}
      </Loaded>
    </Panel>
  )
}

function Answer({ who }: { who: Who }) {
  const t = useT('matrix')
  const can = useCan()
  const shown = who.axes.filter(a => who.owners.some(o => o.axis === a.key))
  const missing = who.axes.filter(a => who.missing.includes(a.key)).map(a => a.name)
  return (
    <div className={css.stack}>
      <p className={css.small}>{who.sector ? t('who.sector', { name: who.sector.name }) : t('who.unsorted')}</p>
      {missing.length > 0 && (
        <Note tone="warn">
          {t('who.missing', { axes: missing.join(t('and')) })}{' '}
          {can('matrix.read') && <Link to="/matrix/findings">{t('toFindings')}</Link>}
        </Note>
      )}
      <ul className={css.list}>
        {shown.map(a => (
          <li key={a.key}>
            <strong>{a.name}</strong>
            {who.owners
              .filter(o => o.axis === a.key)
              .map(o => (
                <OwnerLine key={`${o.unit.id}${o.post?.id}`} owner={o} />
              ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
