import { Suspense, useState } from 'react'
import { useLive } from '@/api/live'
import { Failure, Skeleton, Toasts } from '@/kit'
import { MustChange } from '@/rooms/account/MustChange'
import { Redeem } from '@/rooms/account/Redeem'
import { SetupWizard } from '@/rooms/account/SetupWizard'
import { SignIn } from '@/rooms/account/SignIn'
import { Boundary } from '../Boundary'
import { useLocation } from '../router'
import { findRoute } from '../screens'
import { SessionProvider, useSessionQuery } from '../session'
import { Header } from './Header'
import { NotFound } from './NotFound'
import { routes } from './rooms'
import css from './Shell.module.css'
import { Sidebar } from './Sidebar'
import { useShellKeys } from './useShellKeys'

/** DeskApp decides between set-up, sign-in and the desk. The address is kept through a sign-in. */
export function DeskApp() {
  const session = useSessionQuery()
  const { path } = useLocation()
  const inside = () => {
    if (path === '/setup') return <SetupWizard />
    if (path === '/redeem') return <Redeem />
    if (session.data?.must_change) return <MustChange />
    if (session.data) {
      return (
        <SessionProvider session={session.data}>
          <Shell />
        </SessionProvider>
      )
    }
    if (session.data === null) return <SignIn />
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
  const { path } = useLocation()
  const liveness = useLive(true)
  const [menu, setMenu] = useState(false)
  const overlays = useShellKeys()
  return (
    <div className={css.shell}>
      <Header liveness={liveness} onMenu={() => setMenu(true)} overlays={overlays} />
      <div className={css.body}>
        <Sidebar open={menu} onClose={() => setMenu(false)} />
        <div className={css.main}>
          <Boundary at={path}>
            <Suspense fallback={<Skeleton />}>
              <Current path={path} />
            </Suspense>
          </Boundary>
        </div>
      </div>
      {overlays.shown}
    </div>
  )
}

function Current({ path }: { path: string }) {
  const found = findRoute(routes, path)
  if (!found) return <NotFound />
  return <found.Screen key={path} params={found.params} />
}
