import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** How the screens stay true: by events, by asking every half minute, or not at all. */
export type Liveness = 'live' | 'polling' | 'offline'

const pollEvery = 30_000

/**
 * useLive listens to the server's events and asks again for every query whose key starts with the event's
 * room ("matter.signed" → ["matter"], plus the to-do and the notices). While the stream is down it polls.
 */
export function useLive(enabled: boolean): Liveness {
  const queries = useQueryClient()
  const [state, setState] = useState<Liveness>('live')
  useEffect(() => {
    if (!enabled) return
    const refresh = (rooms: string[]) => {
      for (const room of rooms) void queries.invalidateQueries({ queryKey: [room] })
    }
    const source = new EventSource('/api/v1/live')
    const hear = (e: MessageEvent<string>) => refresh(roomsOf(e.data))
    source.onopen = () => setState('live')
    source.onerror = () => setState(navigator.onLine ? 'polling' : 'offline')
    source.onmessage = hear
    source.addEventListener('event', hear as EventListener)
    const poll = setInterval(() => {
      if (source.readyState !== EventSource.OPEN && navigator.onLine) void queries.invalidateQueries()
    }, pollEvery)
    return () => {
      source.close()
      clearInterval(poll)
    }
  }, [enabled, queries])
  return state
}

/** roomsOf reads which rooms an event touches; an event nobody understands refreshes only the to-do. */
export function roomsOf(data: string): string[] {
  try {
    const event = JSON.parse(data) as { kind?: string }
    const room = (event.kind ?? '').split('.')[0]
    return room ? [room, 'todo', 'notices', 'board'] : ['todo', 'notices']
  } catch {
    return ['todo', 'notices']
  }
}
