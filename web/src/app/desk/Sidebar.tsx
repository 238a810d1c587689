import { Fragment } from 'react'
import { Icon, SidePanel } from '@/kit'
import { useT } from '../i18n'
import { type Entry, entriesOf } from '../rooms'
import { Link, useLocation } from '../router'
import { useCan } from '../session'
import { rooms } from './rooms'
import css from './Shell.module.css'

/** The menu at the left; below 900 px it comes out of its button. */
export function Sidebar({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('app')
  return (
    <>
      <nav className={css.sidebar} aria-label={t('shell.menu')}>
        <Entries />
      </nav>
      <SidePanel open={open} onClose={onClose} title={t('shell.menu')} width={300}>
        <nav aria-label={t('shell.menu')}>
          <Entries onPick={onClose} />
        </nav>
      </SidePanel>
    </>
  )
}

function Entries({ onPick }: { onPick?: () => void }) {
  const can = useCan()
  const { path } = useLocation()
  const entries = entriesOf(rooms, can)
  const at = [...entries]
    .sort((a, b) => b.to.length - a.to.length)
    .find(e => [e.to, ...(e.also ?? [])].some(to => within(path, to)))
  return (
    <ul className={css.nav}>
      {entries.map((e, i) => (
        <Fragment key={e.to}>
          {i > 0 && entries[i - 1]?.group !== e.group && <li className={css.rule} aria-hidden="true" />}
          <li>
            <NavLink entry={e} here={e === at} onPick={onPick} />
          </li>
        </Fragment>
      ))}
    </ul>
  )
}

const within = (path: string, to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`))

function NavLink({ entry, here, onPick }: { entry: Entry; here: boolean; onPick?: () => void }) {
  const words = useT(entry.room)
  return (
    <Link to={entry.to} className={css.navLink} aria-current={here ? 'page' : undefined} onClick={onPick}>
      <Icon name={entry.icon} size={17} />
      <span>{words(entry.label)}</span>
    </Link>
  )
}
