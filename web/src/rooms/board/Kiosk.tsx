import { type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useT } from '@/app/i18n'
import { useTitle } from '@/app/router'
import { useSession } from '@/app/session'
import { IconButton, Mark } from '@/kit'
import { Clock } from './Clock'
import css from './Kiosk.module.css'

/** The same page for the wall: no menus, larger type. What lies behind it cannot be reached meanwhile. */
export function Kiosk({ children, onLeave }: { children: ReactNode; onLeave: () => void }) {
  const t = useT('board')
  const { county, demo } = useSession()
  useTitle(t('nav'))
  useEffect(() => {
    const root = document.getElementById('root')
    root?.setAttribute('inert', '')
    return () => root?.removeAttribute('inert')
  }, [])
  useEffect(() => {
    const leave = (e: KeyboardEvent) => e.key === 'Escape' && onLeave()
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [onLeave])
  const app = useT('app')
  return createPortal(
    <main className={css.kiosk}>
      {demo && <p className={css.demo}>{app('shell.demo')}</p>}
      <div className={css.top}>
        <Mark size={34} />
        <strong className={css.county}>{county.name}</strong>
        <Clock />
        <IconButton icon="close" label={t('leave')} onClick={onLeave} />
      </div>
      {children}
    </main>,
    document.body,
  )
}
