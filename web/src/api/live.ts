import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePrefs } from '@/app/prefs'

/** How the screens stay true: by events, by asking every half minute, or not at all. */
export type Liveness = 'live' | 'polling' | 'offline'

const pollEvery = 30_000

/** What changes from minute to minute. Words, units and settings are not asked for again at every event. */
const moving = ['matter', 'hazard', 'todo', 'notices', 'board', 'committee', 'ledger']

/** Many screens hear of a change in the same instant; each waits a moment of its own before it asks. */
const spread = () => 200 + Math.random() * 1300

/**
 * useLive listens to the server: "board" brings the board itself, "pos" only says that something happened. After
 * either, whatever is on screen and moves is asked for again. While the stream is down it polls.
 */
export function useLive(enabled: boolean): Liveness {
  const queries = useQueryClient()
  const { lang } = usePrefs()
  const [state, setState] = useState<Liveness>('live')
  const spoken = useRef(lang)
  useEffect(() => {
    if (!enabled) return
    // The stream speaks the language it was opened in, and so does what was asked for before.
    if (spoken.current !== lang) void queries.invalidateQueries()
    spoken.current = lang
    let greeted = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const changed = () => {
      if (greeted) {
        clearTimeout(timer)
        timer = setTimeout(() => refresh(queries), spread())
      }
      greeted = true
    }
    const source = new EventSource('/api/v1/live')
    source.addEventListener('board', e => {
      keepBoard(queries, (e as MessageEvent<string>).data)
      changed()
    })
    source.addEventListener('pos', changed)
    const ask = (rooms: string[]) => {
      for (const room of rooms) void queries.invalidateQueries({ queryKey: [room] })
    }
    source.addEventListener('notice', () => ask(['notices', 'todo']))
    source.addEventListener('session', () => ask(['session']))
    source.onopen = () => setState('live')
    source.onerror = () => setState(navigator.onLine ? 'polling' : 'offline')
    const poll = setInterval(() => {
      if (source.readyState !== EventSource.OPEN && navigator.onLine) refresh(queries)
    }, pollEvery)
    return () => {
      source.close()
      clearTimeout(timer)
      clearInterval(poll)
    }
  }, [enabled, lang, queries])
  return state
}

function refresh(queries: QueryClient): void {
  for (const room of moving) void queries.invalidateQueries({ queryKey: [room] })
}

function keepBoard(queries: QueryClient, data: string): void {
  try {
    queries.setQueryData(['board'], JSON.parse(data))
  } catch {
    // A frame cut short: the next one is whole.
  }
}
