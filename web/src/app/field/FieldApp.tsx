import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useLive } from '@/api/live'
import type { Session } from '@/api/types'
import { BottomBar, DemoBanner, Empty, Failure, Skeleton, Toasts } from '@/fieldkit'
import { OfflineProvider } from '@/offline/Offline'
import { useUnread } from '@/rooms/notices/data'
import { Boundary } from '../Boundary'
import { useT } from '../i18n'
import { usePrefs } from '../prefs'
import { entriesOf } from '../rooms'
import { useLocation } from '../router'
import { findRoute } from '../screens'
import { SessionProvider, useCan, useSession, useSessionQuery } from '../session'
import { forgetSession, recall, remember } from './remembered'
import { rooms, routes } from './rooms'
import { SyncStrip } from './SyncStrip'

// Whoever is signed in already does not wait for the doors.
const FieldSignIn = lazy(() => import('@/rooms/account/FieldSignIn').then(m => ({ default: m.FieldSignIn })))
const MustChange = lazy(() => import('@/rooms/account/MustChange').then(m => ({ default: m.MustChange })))

/** The phone's shell: what is mine to do, what I was told, and who I am. It opens without a network. */
export function FieldApp() {
  const query = useSessionQuery()
  const session = query.data === undefined ? recall() : query.data
  useKeepSession(query.data)
  const inside = () => {
    if (session?.must_change) return <MustChange />
    if (session) {
      return (
        <SessionProvider session={session}>
          <Phone>
            <Shell />
          </Phone>
        </SessionProvider>
      )
    }
    if (session === null) return <FieldSignIn />
    if (query.error) return <Failure problem={query.error} onRetry={() => void query.refetch()} />
    return <Skeleton />
  }
  return (
    <>
      <Suspense fallback={<Skeleton />}>{inside()}</Suspense>
      <Toasts />
    </>
  )
}

function useKeepSession(session: Session | null | undefined): void {
  useEffect(() => {
    if (session) remember(session)
    if (session === null) forgetSession()
  }, [session])
}

/** Phone keeps what is done here and brings it to the county; it knows who stands here for the band below pictures. */
function Phone({ children }: { children: ReactNode }) {
  const t = useT('app')
  const { account, post } = useSession()
  const band = {
    who: post ? t('shell.post', { unit: post.unit.name, title: post.title }) : account.name,
    words: { uncalibrated: t('stamp.uncalibrated'), gallery: t('stamp.gallery') },
  }
  return (
    <OfflineProvider account={account.id} band={band}>
      {children}
    </OfflineProvider>
  )
}

function Shell() {
  const t = useT('app')
  const { path } = useLocation()
  const { demo } = useSession()
  useLive(true)
  return (
    <>
      {demo && <DemoBanner text={t('shell.demo')} short={t('shell.demoShort')} />}
      <SyncStrip />
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
  const entries = entriesOf(rooms, useCan()).filter(e => e.group !== 'home')
  const { lang } = usePrefs()
  const unread = useUnread()
  return (
    <BottomBar
      label={t('shell.menu')}
      items={entries.map(e => ({
        to: e.to,
        icon: e.icon,
        label: lang === 'en' ? e.label.en : e.label.zh,
        here: e.to === '/' ? path === '/' || path.startsWith('/todo') : path.startsWith(e.to),
        badge: e.room === 'notices' ? unread : undefined,
      }))}
    />
  )
}
