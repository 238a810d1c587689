import { useEffect, useState } from 'react'
import { useOffline } from '@/offline/Offline'
import { Icon } from '@/parts'
import { useT } from '../i18n'
import { usePrefs } from '../prefs'
import { Link } from '../router'
import { sayTime } from '../time'
import css from './FieldApp.module.css'
import { useNewBuild } from './worker'

/** One line that never lies: what the county has not received, and how old the pack on this phone is. */
export function SyncStrip() {
  const t = useT('app')
  const { lang } = usePrefs()
  const online = useOnline()
  const { owed, busy, signIn, pack, full, packFull, keepsNothing } = useOffline()
  const install = useNewBuild()
  const age = pack.at ? t('sync.pack', { at: sayTime(new Date(pack.at).toISOString(), lang) }) : t('sync.noPack')
  return (
    <>
      <Link to="/outbox" className={`${css.strip} ${owed > 0 || !online ? css.loud : ''}`}>
        <span>{owed > 0 ? t('sync.owed', { count: owed }) : t('sync.none')}</span>
        <span className={css.age}>
          {busy ? t('sync.busy') : online ? age : t('sync.offline', { age })}
          <Icon name="chevron" size={14} />
        </span>
      </Link>
      {full && (
        <Link to="/outbox" className={css.note}>
          {t('sync.full')}
        </Link>
      )}
      {packFull && !full && (
        <Link to="/outbox" className={css.note}>
          {t('sync.packFull')}
        </Link>
      )}
      {keepsNothing && <p className={css.note}>{t('sync.nothing')}</p>}
      {signIn && <p className={css.note}>{t('sync.signIn')}</p>}
      {install && (
        <button type="button" className={css.note} onClick={install}>
          {t('sync.newBuild')}
        </button>
      )}
    </>
  )
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const change = () => setOnline(navigator.onLine)
    window.addEventListener('online', change)
    window.addEventListener('offline', change)
    return () => {
      window.removeEventListener('online', change)
      window.removeEventListener('offline', change)
    }
  }, [])
  return online
}
