import { Suspense, useEffect, useState } from 'react'
import { useLive } from '@/api/live'
import { BottomBar, DemoBanner, Empty, Failure, Skeleton, Toasts } from '@/fieldkit'
import { FieldSignIn } from '@/rooms/account/FieldSignIn'
import { MustChange } from '@/rooms/account/MustChange'
import { useUnread } from '@/rooms/notices/data'
import { Boundary } from '../Boundary'
import { useT } from '../i18n'
import { type Entry, entriesOf } from '../rooms'
import { useLocation } from '../router'
import { findRoute } from '../screens'
import { SessionProvider, useCan, useSession, useSessionQuery } from '../session'
import css from './FieldApp.module.css'
import { rooms, routes } from './rooms'

/** The phone's shell: what is mine to do, what I was told, and who I am. */
export function FieldApp() {
  const session = useSessionQuery()
  const inside = () => {
    if (session.data?.must_change) return <MustChange />
    if (session.data) {
      return (
        <SessionProvider session={session.data}>
          <Shell />
        </SessionProvider>
      )
    }
    if (session.data === null) return <FieldSignIn />
    if (session.error) return <Failure problem={session.error} onRetry={() => void session.refetch()} />
    return <Skeleton />
  }
  return (
    <>
      {inside()}
      <Toasts />
    </>
  )
}

function Shell() {
  const t = useT('app')
  const { path } = useLocation()
  const { demo } = useSession()
  const online = useOnline()
  useLive(true)
  return (
    <>
      {demo && <DemoBanner text={t('shell.demo')} short={t('shell.demoShort')} />}
      {!online && (
        <div className={css.offline} role="status">
          {t('shell.fieldOffline')}
        </div>
      )}
      <Boundary at={path}>
        <Suspense fallback={<Skeleton />}>
          <Current path={path} />
        </Suspense>
      </Boundary>
      <Bar path={path} />
    </>
  )
}

function Current({ path }: { path: string }) {
  const t = useT('app')
  const found = findRoute(routes, path)
  if (!found) return <Empty icon="map" title={t('missing.title')} />
  return <found.Screen key={path} params={found.params} />
}

function Bar({ path }: { path: string }) {
  const t = useT('app')
  const entries = entriesOf(rooms, useCan())
  const unread = useUnread()
  return (
    <BottomBar
      label={t('shell.menu')}
      items={entries.map(e => ({
        to: e.to,
        icon: e.icon,
        label: <Words entry={e} />,
        here: e.to === '/' ? path === '/' || path.startsWith('/todo') : path.startsWith(e.to),
        badge: e.room === 'notices' ? unread : undefined,
      }))}
    />
  )
}

function Words({ entry }: { entry: Entry }) {
  const words = useT(entry.room)
  return <>{words(entry.label)}</>
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
