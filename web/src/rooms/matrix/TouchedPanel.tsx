import { useT } from '@/app/i18n'
import { pageOf } from '@/app/records'
import { Link } from '@/app/router'
import { Loaded, Panel } from '@/kit'
import { type Finding, useTouched } from './finding'
import css from './Matrix.module.css'

/** What a hole touches, by name: each opens its page. */
export function TouchedPanel({ finding }: { finding: Finding }) {
  const t = useT('matrix')
  const list = useTouched(finding.id)
  return (
    <Panel title={t('objects.title')}>
      <Loaded query={list}>
        {({ items }) => (
          <>
            <ul className={css.touched}>
              {items.map(x => (
                <li key={x.ref.id}>
                  <Link to={pageOf(x.ref.kind, x.ref.id)}>{x.name}</Link>
                </li>
              ))}
            </ul>
            {items.length < finding.objects && (
              <p className={css.small}>{t('objects.first', { count: items.length, all: finding.objects })}</p>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  )
}
