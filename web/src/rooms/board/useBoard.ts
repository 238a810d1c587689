import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import type { Board } from './types'

const key = ['board', 'now']

/** useBoard reads the board once and then listens: the server sends the whole board when a figure moved. */
export function useBoard() {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/v1/live')
    source.addEventListener('board', e => {
      const board = read((e as MessageEvent<string>).data)
      if (board) queries.setQueryData(key, board)
    })
    return () => source.close()
  }, [queries])
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Board>('/board', undefined, signal),
    refetchInterval: 60_000,
  })
}

/** An event that is no board is left alone: the next reading will be right. */
function read(data: string): Board | undefined {
  try {
    const board = JSON.parse(data) as Partial<Board>
    return board.at && board.map ? (board as Board) : undefined
  } catch {
    return undefined
  }
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
