import type { Liveness } from '@/api/live'
import { DemoBanner, Icon, IconButton, Mark, Menu, useRefused } from '@/kit'
import { useUnread } from '@/rooms/notices/data'
import { switchLanguage, useT } from '../i18n'
import { type Prefs, setPref, usePrefs } from '../prefs'
import { Link, navigate } from '../router'
import { useSession, useSignOut, useSwitchPost } from '../session'
import css from './Shell.module.css'
import type { Overlays } from './useShellKeys'

interface HeaderProps {
  liveness: Liveness
  onMenu: () => void
  overlays: Overlays
}

export function Header({ liveness, onMenu, overlays }: HeaderProps) {
  const t = useT('app')
  const session = useSession()
  return (
    <>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      {session.demo && <DemoBanner text={t('shell.demo')} short={t('shell.demoShort')} />}
      {liveness === 'offline' && <div className={css.offline}>{t('shell.offline')}</div>}
      <header className={css.header}>
        <span className={css.menuButton}>
          <IconButton icon="menu" label={t('shell.menu')} onClick={onMenu} />
        </span>
        <Link to="/" className={css.brand} title={t('shell.home', { county: session.county.name })}>
          <Mark />
          <span className={css.brandWords}>
            <strong>{t('shell.name')}</strong>
            <span>{session.county.name}</span>
          </span>
        </Link>
        <button type="button" className={css.searchButton} onClick={overlays.search} title={t('search.title')}>
          <Icon name="search" size={16} />
          <span className={css.searchWords}>{t('search.button')}</span>
          <kbd>/</kbd>
        </button>
        <div className={css.right}>
          <Bell />
          <DisplayMenu />
          <button
            type="button"
            className={`${css.plain} ${css.notPhone}`}
            onClick={switchLanguage}
            lang={t('shell.otherLang')}
          >
            <Icon name="globe" size={16} />
            <span className={css.wideOnly}>{t('shell.other')}</span>
            <span className="sr-only">{t('shell.switch')}</span>
          </button>
          <button type="button" className={`${css.plain} ${css.wide}`} onClick={overlays.help}>
            <Icon name="help" size={16} />
            <span>{t('shell.help')}</span>
          </button>
          <AccountMenu onHelp={overlays.help} />
        </div>
      </header>
    </>
  )
}

function Bell() {
  const t = useT('app')
  const count = useUnread()
  return (
    <Link to="/notices" className={css.plain}>
      <Icon name="bell" size={16} />
      <span className={css.wideOnly}>{t('shell.notices')}</span>
      {count > 0 && <span className={css.count}>{count > 99 ? '99+' : count}</span>}
      <span className="sr-only">{t('shell.unread', { count })}</span>
    </Link>
  )
}

const themes: Prefs['theme'][] = ['light', 'dark', 'auto']
const densities = ['compact', '', 'roomy', 'elder']

function DisplayMenu() {
  const t = useT('app')
  const p = usePrefs()
  return (
    <Menu
      quiet
      items={[
        ...themes.map(theme => ({
          key: theme,
          label: t(`theme.${theme}`),
          icon: theme === 'dark' ? ('moon' as const) : ('sun' as const),
          chosen: p.theme === theme,
          onPick: () => setPref('theme', theme),
        })),
        ...densities.map(density => ({
          key: `d-${density}`,
          label: t(`density.${density || 'standard'}`),
          icon: density === 'elder' ? ('elder' as const) : ('lines' as const),
          chosen: p.density === density,
          onPick: () => setPref('density', density),
        })),
        { key: 'lang', label: t('shell.switch'), icon: 'globe', onPick: switchLanguage },
      ]}
    >
      <Icon name="elder" size={16} />
      <span className={css.wideOnly}>{t('shell.display')}</span>
    </Menu>
  )
}

function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const t = useT('app')
  const { account, post, posts } = useSession()
  const signOut = useSignOut()
  const switchPost = useSwitchPost()
  const refused = useRefused()
  const others = posts.filter(p => p.id !== post?.id)
  return (
    <Menu
      items={[
        ...others.map(p => ({
          key: p.id,
          icon: 'swap' as const,
          label: t('shell.as', { unit: p.unit.name, title: p.title }),
          onPick: () => switchPost.mutate(p.id, { onError: refused }),
        })),
        { key: 'me', icon: 'person', label: t('shell.me'), onPick: () => navigate('/me') },
        { key: 'help', icon: 'help', label: t('help.title'), onPick: onHelp },
        {
          key: 'out',
          icon: 'out',
          label: t('shell.out'),
          onPick: () => signOut.mutate(undefined, { onError: refused }),
        },
      ]}
    >
      <span className={css.who}>
        <strong>{account.name}</strong>
        {post && <span>{t('shell.post', { unit: post.unit.name, title: post.title })}</span>}
        <span className="sr-only">{t('shell.account')}</span>
      </span>
    </Menu>
  )
}
