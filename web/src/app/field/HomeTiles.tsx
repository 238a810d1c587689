import { useRows } from '@/offline/Offline'
import { Icon } from '@/parts'
import { useT } from '../i18n'
import { usePrefs } from '../prefs'
import { type Entry, entriesOf, type Label } from '../rooms'
import { Link } from '../router'
import { useCan } from '../session'
import css from './HomeTiles.module.css'
import { rooms } from './rooms'

/** HomeTiles lead from the first screen to what lies on this phone; a room puts one there by its entry. */
export function HomeTiles() {
  const t = useT('app')
  const entries = entriesOf(rooms, useCan()).filter(e => e.group === 'home')
  return (
    <nav className={css.tiles} aria-label={t('shell.home')}>
      {entries.map(e => (
        <Link key={e.to} to={e.to} className={css.tile}>
          <Icon name={e.icon} size={20} />
          <Words entry={e} />
        </Link>
      ))}
    </nav>
  )
}

function Words({ entry }: { entry: Entry<Label> }) {
  const { lang } = usePrefs()
  return (
    <>
      <span>{lang === 'en' ? entry.label.en : entry.label.zh}</span>
      {entry.counts && <Count {...entry.counts} />}
    </>
  )
}

function Count({ kind, of }: NonNullable<Entry<Label>['counts']>) {
  const rows = useRows<Record<string, unknown>>(kind, 2000) ?? []
  const count = of ? rows.filter(of).length : rows.length
  return count > 0 ? <strong className={css.count}>{count}</strong> : null
}
