import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import type { Board } from './types'

/** useBoard reads the board once; after that the stream of events brings each new one under the same key. */
export function useBoard() {
  return useQuery({
    queryKey: ['board'],
    queryFn: ({ signal }) => api.get<Board>('/board', undefined, signal),
    refetchInterval: 5 * 60_000,
  })
}

export const oldAfter = 30

/** How many minutes ago an instant was, told anew every half minute. */
export function useMinutesSince(at: string): number {
  const [now, setNow] = useState(() => Date.now())
  const then = Date.parse(at)
  useEffect(() => {
    const look = () => setNow(Math.max(then, Date.now()))
    look()
    const timer = setInterval(look, 30_000)
    return () => clearInterval(timer)
  }, [then])
  return Math.max(0, Math.floor((now - then) / 60_000))
}
