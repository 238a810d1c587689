import { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/api/problem'
import { onPrefs, prefs } from './prefs'

/** A refusal is final; only silence and overload are asked again. */
export function again(count: number, error: unknown): boolean {
  if (!(error instanceof Problem)) return count < 2
  return (error.status === 0 || error.status === 429 || error.status >= 502) && count < 2
}

export function makeQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: again, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  })
  speakAnew(queries)
  return queries
}

/** Many answers carry sentences of the server: in another language all of them are asked for again. */
function speakAnew(queries: QueryClient): void {
  let spoken = prefs().lang
  onPrefs(() => {
    if (prefs().lang === spoken) return
    spoken = prefs().lang
    void queries.invalidateQueries()
  })
}
