import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Loaded, Note } from '@/kit'
import { type Summary, useTowns } from './data'
import { Grade } from './Grade'
import css from './Risk.module.css'

/** One tile per township, roughly where it lies, where nobody may publish boundaries or no point has coordinates. */
export function Schematic({ summary }: { summary: Summary }) {
  const t = useT('risk')
  const places = useTowns()
  const areas = new Map(summary.areas.map(a => [a.area, a]))
  return (
    <>
      <Note>{t('map.schematicNote')}</Note>
      <Loaded query={places} rows={8}>
        {data => (
          <ul className={css.tiles}>
            {(data.items ?? [])
              .filter(p => p.tile)
              .map(p => {
                const a = areas.get(p.code)
                return (
                  <li
                    key={p.code}
                    className={`${css.tile} ${css[a?.worst || 'none']}`}
                    style={{ gridColumn: (p.tile?.col ?? 0) + 1, gridRow: (p.tile?.row ?? 0) + 1 }}
                  >
                    <Link to={`/risks?area=${p.code}`}>
                      {a?.worst && <span className={`${css.band} ${css[`${a.worst}Pattern`]}`} aria-hidden="true" />}
                      <strong>{p.name}</strong>
                      {a ? <Grade colour={a.worst} /> : <span className="muted">{t('map.none')}</span>}
                      {a && <span>{t('map.points', { count: a.total })}</span>}
                    </Link>
                  </li>
                )
              })}
          </ul>
        )}
      </Loaded>
    </>
  )
}
