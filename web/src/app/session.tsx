import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { api, onSignedOut } from '@/api/client'
import { Problem } from '@/api/problem'
import type { Session } from '@/api/types'
import { navigate } from './router'

const key = ['session']

async function load(): Promise<Session | null> {
  try {
    return await api.get<Session>('/session')
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null
    throw error
  }
}

/** The session as the server knows it: undefined while asking, null when nobody is signed in. */
export function useSessionQuery() {
  const queries = useQueryClient()
  useEffect(() => onSignedOut(() => queries.setQueryData(key, null)), [queries])
  return useQuery({ queryKey: key, queryFn: load, staleTime: 5 * 60_000, retry: false })
}

const Current = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <Current.Provider value={session}>{children}</Current.Provider>
}

/** useSession returns who is signed in; only screens behind the sign-in may call it. */
export function useSession(): Session {
  const session = useContext(Current)
  if (!session) throw new Error('useSession outside of a signed-in screen')
  return session
}

/** useCan tells whether the present post may do an action of the policy table; the server decides again. */
export function useCan(): (action: string) => boolean {
  const { actions } = useSession()
  return action => actions.includes(action)
}

export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.delete('/session'),
    onSettled: () => {
      queries.clear()
      queries.setQueryData(key, null)
      navigate('/')
    },
  })
}

/** Another post sees other work: everything that was read before is forgotten. */
export function useSwitchPost() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (post: string) => api.put<Session | undefined>('/session/post', { post }),
    onSuccess: () => {
      navigate('/')
      return queries.resetQueries()
    },
  })
}

export function useEntered() {
  const queries = useQueryClient()
  return () => queries.resetQueries()
}
