import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Icon, Loaded, Panel } from '@/kit'
import css from './Document.module.css'
import { type Series, useCheck } from './data'

/** Every counter held against the register: what is missing is named, number by number. */
export function CheckPanel({ year }: { year: string }) {
  const t = useT('document')
  const all = useCan()('document.check')
  const check = useCheck(year, all)
  if (!all) return null
  return (
    <Panel title={t('check.title')}>
      <Loaded query={check} rows={2}>
        {data => <Standing list={data.items} />}
      </Loaded>
    </Panel>
  )
}

function Standing({ list }: { list: Series[] }) {
  const t = useT('document')
  const bad = list.filter(s => s.holes.length > 0 || s.given !== s.rows)
  return (
    <div role="status">
      <p className={css.line}>
        <Icon name={bad.length > 0 ? 'alert' : 'check'} />
        {bad.length > 0 ? t('check.bad', { count: bad.length }) : t('check.good', { count: list.length })}
      </p>
      <ul className={css.plain}>
        {bad.map(s => (
          <li key={s.series}>
            {t('check.holes', { code: s.code || s.series, year: s.year, given: s.given, holes: s.holes.join('、') })}
          </li>
        ))}
      </ul>
    </div>
  )
}
